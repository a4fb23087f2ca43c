// The forms that lie over the screen, each with what it is about.

import type { LatLon, Report, TimelineRow } from '../../api/types';

export type Form =
  | { kind: 'keys' }
  | { kind: 'seat' | 'seat_leave' | 'sessions' | 'sign_in_with' | 'name' | 'requests' }
  | { kind: 'note'; incident: string }
  | { kind: 'feedback'; incident: string }
  | { kind: 'hazard'; incident: string }
  | { kind: 'lift'; incident: string; noted: string; hazard: string }
  | { kind: 'type'; incident: string }
  | { kind: 'priority'; incident: string }
  /** `point` is what was just chosen on the map. */
  | { kind: 'place'; incident: string; point?: LatLon }
  | { kind: 'open' | 'attach' | 'dismiss'; report: string }
  | { kind: 'caller_open' | 'caller_search' | 'caller_hold' | 'caller_lift' | 'caller_erase'; report: string }
  /** `nth` is its place among the photos of its report. */
  | { kind: 'photo'; report: string; photo: string; nth: number }
  /** `rows` is what the entry says, for the paper. */
  | { kind: 'receipt'; entry: number; rows: readonly TimelineRow[] }
  | { kind: 'detach'; incident: string; report: string }
  | { kind: 'unlink'; incident: string; other: string; number: string }
  | { kind: 'split'; incident: string; reports: readonly Report[] }
  | { kind: 'undo_merge' | 'undo_split'; incident: string }
  | { kind: 'reserve' | 'release'; unit: string }
  | { kind: 'owner'; incident: string }
  | { kind: 'link'; incident: string }
  | { kind: 'merge'; incident: string }
  | { kind: 'close'; incident: string }
  | { kind: 'reopen'; incident: string }
  | { kind: 'milestone'; incident: string; unit: string }
  | { kind: 'leg'; incident: string; unit: string }
  | { kind: 'clear'; incident: string; unit: string }
  | { kind: 'cancel' | 'stand_down'; incident: string; unit: string }
  | { kind: 'divert'; unit: string; from: string | null; to: string | null }
  | { kind: 'road_lift'; change: string; what: string }
  | { kind: 'shift' }
  | { kind: 'out_of_service'; unit: string }
  | { kind: 'end_shift'; unit: string };
