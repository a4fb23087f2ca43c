// The shapes of the HTTP contract, written by hand until the server's OpenAPI snapshot exists.
// Everything the screens import comes from this file, so `npm run types` can replace its inside
// (re-exporting from `generated.ts`) without touching a component.

export type Lang = 'en' | 'zh-CN';
export type Name = Record<Lang, string>;
export type Code = string;

export interface Coded {
  code: Code;
  name: Name;
}

export interface LatLon {
  lat_e7: number;
  lon_e7: number;
}

export type PointSource = 'map' | 'phone' | 'address' | 'unit' | 'caller' | 'import';

export interface Point extends LatLon {
  uncertainty_m: number;
  source: PointSource;
}

export const UNIT_STATUSES = [
  'available', 'reserved', 'sent', 'acknowledged', 'departed', 'on_scene',
  'transporting', 'at_destination', 'returning', 'out_of_service', 'off_shift',
] as const;
export type UnitStatus = (typeof UNIT_STATUSES)[number];

export const PROGRESSES = [
  'waiting', 'sent', 'acknowledged', 'departed', 'on_scene', 'transporting', 'at_destination', 'done',
] as const;
export type Progress = (typeof PROGRESSES)[number];

export const MILESTONES = ['acknowledged', 'departed', 'on_scene', 'transporting', 'at_destination'] as const;
export type Milestone = (typeof MILESTONES)[number];

export const MARKS = ['late', 'out_of_order', 'filled_in'] as const;
export type Mark = (typeof MARKS)[number];

export const RELATIONS = ['related', 'same_place', 'same_cause'] as const;
export type Relation = (typeof RELATIONS)[number];

export const SOURCES = ['button', 'typed', 'voice', 'geofence', 'import'] as const;
export type Source = (typeof SOURCES)[number];

export const ENDINGS = ['cleared', 'cancelled', 'stood_down', 'diverted'] as const;
export type Ending = (typeof ENDINGS)[number];

export type IncidentState = 'open' | 'closed' | 'merged';

export interface Status {
  agency: string;
  place: string;
  clock: 'real' | 'simulated' | 'replay';
  entries: number;
  views_entry: number;
  checkpoint: { size: number; root: string; at_ms: number } | null;
  writer: { running: true } | { running: false; reason: string };
  now_ms: number;
  version: string;
  timezone: string;
}

export interface Priority extends Coded {
  rank: number;
  send_within_s: number | null;
  arrive_within_s: number | null;
}

export interface Answer {
  code: Code;
  text: Name;
  priority: Code | null;
}

export interface Question {
  code: Code;
  text: Name;
  answers: Answer[];
}

export interface IncidentType extends Coded {
  service: 'police' | 'fire' | 'medical' | 'rescue' | 'utility' | 'traffic' | 'service';
  priority: Code;
  plan: Code | null;
  questions: Question[];
  feedback: boolean;
}

export interface UnitKind extends Coded {
  symbol: string;
  capabilities: Code[];
  crew: number;
}

export interface Need {
  capability: Code;
  count: number;
}

export interface Plan extends Coded {
  needs: Need[];
}

export interface Station extends Coded {
  point: LatLon;
}

export interface Outcome extends Coded {
  reasons: Coded[];
  feedback: boolean;
}

export type ReasonFor = 'divert' | 'cancel' | 'stand_down' | 'out_of_service' | 'reopen' | 'correct';

export interface Pack {
  place: string;
  name: Name;
  timezone: string;
  digest: string;
  center: LatLon;
  zoom: number;
  priorities: Priority[];
  incident_types: IncidentType[];
  capabilities: Coded[];
  unit_kinds: UnitKind[];
  plans: Plan[];
  stations: Station[];
  channels: Coded[];
  outcomes: Outcome[];
  reasons: Record<ReasonFor, Coded[]>;
  hazards: Coded[];
  transitions: { mode: 'off' | 'warn' | 'enforce'; allowed: Partial<Record<UnitStatus, UnitStatus[]>> };
  late_after_s: number;
}

export interface UnitOnIncident {
  unit: string;
  status: UnitStatus;
  since_ms: number;
}

/** What the queue row and the open incident have in common. */
export interface IncidentCore {
  incident: string;
  number: string;
  state: IncidentState;
  type: Code;
  priority: Code;
  words: string;
  spoken_place: string | null;
  address: string | null;
  point: Point | null;
  opened_at_ms: number;
  received_at_ms: number;
  closed_at_ms: number | null;
  outcome: Code | null;
  hazards: number;
  owner: string | null;
  merged_into: string | null;
  progress: Progress;
  first_sent_at_ms: number | null;
  first_on_scene_at_ms: number | null;
  send_due_at_ms: number | null;
  arrive_due_at_ms: number | null;
  units: UnitOnIncident[];
  feedback_needed: boolean;
  entry: number;
}

export interface IncidentRow extends IncidentCore {
  reports: number;
}

export interface Report {
  report: string;
  channel: Code;
  words: string;
  received_at_ms: number;
  device_at_ms: number | null;
  source: Source;
  spoken_place: string | null;
  address: string | null;
  point: Point | null;
  entry: number;
}

export interface Note {
  note: string;
  at_ms: number;
  seat: string;
  text: string;
  entry: number;
}

export interface Hazard {
  /** The act that noted it, by which it is lifted; the entry serves where a server leaves it out. */
  noted?: string;
  hazard: Code;
  text: string | null;
  at_ms: number;
  seat: string;
  lifted: boolean;
  entry: number;
}

export interface Link {
  incident: string;
  number: string;
  relation: Relation;
}

export interface Feedback {
  text: string;
  at_ms: number;
  seat: string;
  entry: number;
}

export interface MilestoneFact {
  milestone: Milestone;
  happened_at_ms: number;
  device_at_ms: number | null;
  journal_at_ms: number;
  source: Source;
  marks: Mark[];
  entry: number;
}

export interface Assignment {
  run: string;
  unit: string;
  kind: Code;
  state: UnitStatus;
  sent_at_ms: number;
  milestones: MilestoneFact[];
  destination: string | null;
  legs: { leg: number | string; destination: string }[];
  ended: Ending | null;
  reason: Code | null;
}

export interface TimelineRow {
  entry: number;
  at_ms: number;
  seat: string;
  type: string;
  data: Record<string, unknown>;
}

export interface Incident extends IncidentCore {
  reports: Report[];
  notes: Note[];
  hazards_list: Hazard[];
  links: Link[];
  feedback: Feedback[];
  assignments: Assignment[];
  timeline: TimelineRow[];
}

export interface UnitRow {
  unit: string;
  kind: Code;
  station: Code;
  crew: number;
  capabilities: Code[];
  status: UnitStatus;
  since_ms: number;
  incident: string | null;
  number: string | null;
  reason: Code | null;
  reserved: { from_ms: number; to_ms: number; purpose: string }[];
  entry: number;
}

export interface Unit extends UnitRow {
  timeline: TimelineRow[];
}

export interface Board {
  entry: number;
  now_ms: number;
  incidents: IncidentRow[];
  units: UnitRow[];
}

export interface Position extends LatLon {
  unit: string;
  heading_deg: number | null;
  at_ms: number;
}

export interface Positions {
  at_ms: number;
  positions: Position[];
}

export interface MapInfo {
  available: boolean;
  name: Name;
  bounds: [number, number, number, number];
  attribution: string;
}

/** The answer of an accepted act. */
export interface Accepted {
  entry: number;
  leaf_hash: string;
  at_ms: number;
  events: { type: string; v: number; data: Record<string, unknown> }[];
  incident?: string;
  report?: string;
  number?: string;
}

/** application/problem+json. */
export interface ProblemBody {
  type?: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  entry_kept?: boolean;
  trace?: string;
}
