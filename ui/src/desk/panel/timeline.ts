// What an event says in one line. Event types of a newer server have no words here yet; they are
// shown by their own name rather than left out.

import { named, t, tMaybe } from '../../kit/i18n.svelte';
import { board } from '../board.svelte';
import { hazardName, kindName, outcomeName, priorityName, typeName } from '../words';
import { UNIT_STATUSES, type TimelineRow } from '../../api/types';

const STATUSES: ReadonlySet<string> = new Set(UNIT_STATUSES);
/** Ids and copies of what the panel shows anyway. */
const SILENT = new Set(['incident', 'report', 'run', 'note', 'point', 'at_ms', 'happened_at_ms', 'device_at_ms', 'received_at_ms', 'source', 'number', 'channel', 'digest']);

export function eventName(type: string): string {
  return tMaybe(`event-${type.replaceAll('.', '-')}`) ?? type.split('.').at(-1)?.replaceAll('_', ' ') ?? type;
}

export function eventDetail(row: TimelineRow): string {
  return Object.entries(row.data)
    .filter(([key]) => !SILENT.has(key))
    .map(([key, value]) => wordOf(key, value))
    .filter((text) => text !== '')
    .join(' · ');
}

function wordOf(key: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => wordOf(key, item)).filter(Boolean).join(', ');
  if (typeof value !== 'string' || value === '' || isId(value)) return '';
  if (key === 'type') return typeName(value);
  if (key === 'priority') return priorityName(value);
  if (key === 'hazard') return hazardName(value);
  if (key === 'outcome') return outcomeName(value);
  if (key === 'kind') return kindName(value);
  if (key === 'reason') return anyReason(value);
  if (STATUSES.has(value)) return t(`status-${value}`);
  return value;
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
