// What an event says in one line. Event types of a newer server have no words here yet; they are
// shown by their own name rather than left out.

import { named, t, tMaybe } from '../../kit/i18n.svelte';
import { board } from '../board.svelte';
import { hazardName, kindName, outcomeName, priorityName, stationName, typeName } from '../words';
import { SENTENCES } from './sentences';
import { UNIT_STATUSES, type TimelineRow } from '../../api/types';

const STATUSES: ReadonlySet<string> = new Set(UNIT_STATUSES);
/** Ids, stamps and copies of what the panel shows anyway. */
const SILENT = new Set(['incident', 'report', 'run', 'leg', 'note', 'noted', 'number', 'channel', 'digest', 'crew', 'capabilities', 'before']);

export function eventName(type: string): string {
  return tMaybe(`event-${type.replaceAll('.', '-')}`) ?? type.split('.').at(-1)?.replaceAll('_', ' ') ?? type;
}

/** A milestone is known by its own name: "Departed", not "Milestone". */
export function rowName(row: TimelineRow): string {
  const { milestone } = row.data;
  return row.type === 'dispatch.milestone_reached' && typeof milestone === 'string' ? t(`status-${milestone}`) : eventName(row.type);
}

export function eventDetail(row: TimelineRow): string {
  const sentence = SENTENCES[row.type];
  if (sentence) return sentence(row.data);
  const skip = row.type === 'dispatch.milestone_reached' ? 'milestone' : '';
  return Object.entries(row.data)
    .filter(([key]) => key !== skip && !SILENT.has(key))
    .sort(([a], [b]) => order(a) - order(b))
    .map(([key, value]) => wordOf(key === 'after' ? row.type : key, value))
    .filter((text) => text !== '')
    .join(' · ');
}

/** What one entry says, of the rows of a timeline. */
export function rowsOf(rows: readonly TimelineRow[], entry: number): TimelineRow[] {
  return rows.filter((row) => row.entry === entry);
}

/** When it happened, where somebody told that later than it was. */
export function happened_ms(row: TimelineRow): number | null {
  for (const key of STAMPS) {
    const stamp = row.data[key];
    const at = typeof stamp === 'object' && stamp !== null ? (stamp as { happened_ms?: unknown }).happened_ms : undefined;
    if (typeof at === 'number' && row.at_ms - at >= TOLD_LATER_MS) return at;
  }
  return null;
}

const STAMPS = ['reached', 'sent', 'cleared', 'received'];
const TOLD_LATER_MS = 5000;

/** Who and what come first, why comes last. */
const ORDER = ['unit', 'type_code', 'priority', 'outcome', 'hazard', 'kind'];
const LAST = ['marks', 'source', 'reason', 'seat'];
function order(key: string): number {
  return LAST.includes(key) ? 100 : ORDER.includes(key) ? ORDER.indexOf(key) : 50;
}

/** How a field's code is put into words; a changed field is known by the event that changed it. */
const WORDS: Record<string, (code: string) => string> = {
  type: typeName,
  type_code: typeName,
  'intake.type_changed': typeName,
  priority: priorityName,
  'intake.priority_changed': priorityName,
  hazard: hazardName,
  outcome: outcomeName,
  kind: kindName,
  station: stationName,
  reason: anyReason,
  source: (code) => tMaybe(`source-${code}`) ?? code,
  ending: (code) => tMaybe(`ended-${code}`) ?? code,
  marks: (code) => tMaybe(`mark-${code}`) ?? code,
  relation: (code) => tMaybe(`relation-${code}`) ?? code,
};

function wordOf(key: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => wordOf(key, item)).filter(Boolean).join(', ');
  if (typeof value !== 'string' || value === '' || isId(value)) return '';
  return WORDS[key]?.(value) ?? (STATUSES.has(value) ? t(`status-${value}`) : value);
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(text);
}

/** A reason code is unique enough in a pack that the first list that has it gives its words. */
function anyReason(code: string): string {
  const pack = board.pack;
  if (!pack) return code;
  const lists = [...Object.values(pack.reasons), ...pack.outcomes.map((outcome) => outcome.reasons)];
  for (const list of lists) {
    const reason = list.find((item) => item.code === code);
    if (reason) return named(reason.name);
  }
  return code;
}
