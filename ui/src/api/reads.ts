import { request } from './http';
import type { Board, Cover, Here, Incident, IncidentList, LatLon, MapInfo, Pack, Place, Positions, Ranking, Road, Status, Unit, Way } from './types';

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
  ranking: (incident: string) => request<Ranking>(`/v1/incidents/${encodeURIComponent(incident)}/ranking`),
  way: (incident: string, unit: string) => request<Way>(`/v1/incidents/${encodeURIComponent(incident)}/ways/${encodeURIComponent(unit)}`),
  roadAt: ({ lat_e7, lon_e7 }: LatLon) => request<Road>(`/v1/roads/at${query({ lat_e7, lon_e7 })}`),
  places: (words: string, near: LatLon | null) =>
    request<Place[]>(`/v1/places${query({ words, lat_e7: near?.lat_e7 ?? null, lon_e7: near?.lon_e7 ?? null })}`),
  placesAt: ({ lat_e7, lon_e7 }: LatLon) => request<Here>(`/v1/places/at${query({ lat_e7, lon_e7 })}`),
  cover: (minutes: number, capability: string | null) => request<Cover>(`/v1/cover${query({ minutes, capability })}`),
};
