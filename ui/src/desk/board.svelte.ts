// The board this desk sees: rows, the rules they are read by, and how fresh they are.

import type { Refused } from '../api/http';
import { read } from '../api/reads';
import type { Board, IncidentType, MapInfo, Pack, Priority, Report, RoadChange, Status, UnitKind } from '../api/types';
import { clock } from '../kit/clock.svelte';
import { announceNews } from './news';
import { patchIncidents, patchUnits, type Incidents, type Units } from './rows';

export type Link = 'connecting' | 'live' | 'lost';

let incidents = $state.raw<Incidents>(new Map());
let units = $state.raw<Units>(new Map());
let reports = $state.raw<readonly Report[]>([]);
let roadChanges = $state.raw<readonly RoadChange[]>([]);
let pack = $state.raw<Pack | null>(null);
let status = $state.raw<Status | null>(null);
let map = $state.raw<MapInfo | null>(null);
let entry = $state(-1);
let loaded = $state(false);
let link = $state<Link>('connecting');
let heard_ms = $state(0);
let barred = $state.raw<Refused | null>(null);

/** Changes of roads that still stand: one that ends by itself ends here without a word of the server. */
const standing = $derived.by(() => {
  const next_ms = Math.min(...roadChanges.map((change) => change.until_ms ?? Number.POSITIVE_INFINITY));
  return clock.now_ms < next_ms ? roadChanges : roadChanges.filter((change) => change.until_ms === null || change.until_ms > clock.now_ms);
});
const types = $derived(byCode(pack?.incident_types));
const priorities = $derived(byCode(pack?.priorities));
const kinds = $derived(byCode(pack?.unit_kinds));

function byCode<T extends { code: string }>(items: readonly T[] = []): Map<string, T> {
  return new Map(items.map((item) => [item.code, item]));
}

export const board = {
  get incidents(): Incidents { return incidents; },
  get units(): Units { return units; },
  /** Reports that wait for somebody to decide, the longest waiting first. */
  get reports(): readonly Report[] { return reports; },
  /** What the desk has changed about roads, as it stands now. */
  get roadChanges(): readonly RoadChange[] { return standing; },
  get pack(): Pack | null { return pack; },
  get status(): Status | null { return status; },
  get entry(): number { return entry; },
  get loaded(): boolean { return loaded; },
  get link(): Link { return link; },
  set link(next: Link) { link = next; },
  /** The policies do not let this person see the board. */
  get barred(): Refused | null { return barred; },
  set barred(problem: Refused | null) { barred = problem; },
  get map(): MapInfo | null { return map; },
  /** An invented city says so on its map, and its record is named after the seed it grows from ("yunzhou-1"). */
  get demo(): boolean { return status !== null && status.agency !== status.place && (map?.credit.en.includes('invented') ?? false); },
  /** When the server last said anything, in server time. */
  get heard_ms(): number { return heard_ms; },
  get zone(): string { return pack?.timezone ?? status?.timezone ?? 'UTC'; },

  type: (code: string): IncidentType | undefined => types.get(code),
  priority: (code: string): Priority | undefined => priorities.get(code),
  kind: (code: string): UnitKind | undefined => kinds.get(code),

  heard(): void {
    heard_ms = clock.exact_ms();
  },

  async loadPack(): Promise<void> {
    pack = await read.pack();
  },

  async loadMap(): Promise<MapInfo> {
    return (map = await read.map());
  },

  async loadStatus(): Promise<void> {
    const next = await read.status();
    clock.set(next.now_ms);
    status = next;
    board.heard();
  },

  /** Takes a fresh board. `min_entry` waits for an act of our own to be visible. */
  async refresh(min_entry: number | null = null): Promise<void> {
    const since = loaded ? entry : null;
    const news = await read.board(since, min_entry);
    clock.set(news.now_ms);
    board.heard();
    // A record that is shorter than what we saw is another record (restored, or a new demo).
    if (since !== null && news.entry < since) {
      loaded = false;
      return board.refresh();
    }
    take(news, since === null);
  },
};

function take(news: Board, whole: boolean): void {
  const before = { incidents, units, reports };
  // Two refreshes may cross on the way; an older whole board must not undo a newer patch.
  if (loaded && news.entry < entry) return;
  incidents = patchIncidents(incidents, news, whole);
  units = patchUnits(units, news, whole);
  // Every board carries all of them, so the list is taken as it is.
  reports = news.reports.toSorted((a, b) => a.received_at_ms - b.received_at_ms);
  // Absent: none was made or lifted since.
  if (news.road_changes) roadChanges = news.road_changes;
  else if (whole) roadChanges = [];
  entry = news.entry;
  if (!whole) announceNews(before, news);
  loaded = true;
}
