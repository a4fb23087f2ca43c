// Small phrases about incidents and units that several screens share.

import type { Point, ReasonFor } from '../api/types';
import { named, t } from '../kit/i18n.svelte';
import { board } from './board.svelte';

interface Placed {
  address: string | null;
  spoken_place: string | null;
  point: Point | null;
}

/** The best name the place has: the address, then the caller's words, then that there is a point. */
export function placeOf(row: Placed): string {
  return row.address ?? row.spoken_place ?? (row.point ? t('place-point-only') : t('place-none'));
}

export function typeName(code: string): string {
  return named(board.type(code)?.name) || code;
}

export function priorityName(code: string): string {
  const priority = board.priority(code);
  return priority ? t('priority-label', { rank: String(priority.rank), name: named(priority.name) }) : code;
}

export function kindName(code: string): string {
  return named(board.kind(code)?.name) || code;
}

export function stationName(code: string): string {
  return named(board.pack?.stations.find((station) => station.code === code)?.name) || code;
}

export function capabilityName(code: string): string {
  return named(board.pack?.capabilities.find((capability) => capability.code === code)?.name) || code;
}

export function channelName(code: string): string {
  return named(board.pack?.channels.find((channel) => channel.code === code)?.name) || code;
}

export function hazardName(code: string): string {
  return named(board.pack?.hazards.find((hazard) => hazard.code === code)?.name) || code;
}

export function purposeName(code: string): string {
  return named(board.pack?.purposes.find((purpose) => purpose.code === code)?.name) || code;
}

export function outcomeName(code: string): string {
  return named(board.pack?.outcomes.find((outcome) => outcome.code === code)?.name) || code;
}

export function reasonName(kind: ReasonFor, code: string): string {
  return named(board.pack?.reasons[kind].find((reason) => reason.code === code)?.name) || code;
}

