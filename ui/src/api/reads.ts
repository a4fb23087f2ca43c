import { request } from './http';
import type { Board, Incident, IncidentList, MapInfo, Pack, Positions, Status, Unit } from './types';

/** `min_entry` makes the answer wait until the views hold that entry: one's own act is always seen. */
function query(values: Record<string, string | number | null>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) if (value !== null) search.set(key, String(value));
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

export const read = {
  status: () => request<Status>('/v1/status'),
  pack: () => request<Pack>('/v1/pack'),
  board: (since: number | null, min_entry: number | null = null) =>
    request<Board>(`/v1/board${query({ since, min_entry })}`),
  incident: (id: string, min_entry: number | null = null) =>
    request<Incident>(`/v1/incidents/${encodeURIComponent(id)}${query({ min_entry })}`),
  incidents: (q: string, limit: number) =>
    request<IncidentList>(`/v1/incidents${query({ state: 'all', q, limit })}`),
  unit: (id: string, min_entry: number | null = null) =>
    request<Unit>(`/v1/units/${encodeURIComponent(id)}${query({ min_entry })}`),
  positions: () => request<Positions>('/v1/positions'),
  map: () => request<MapInfo>('/v1/map'),
};
