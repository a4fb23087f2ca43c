// A travel time in words, as sure as it is.

import type { RankedUnit } from '../../api/types';
import { t } from '../../kit/i18n.svelte';
import { stopwatch } from '../../kit/span';

/** A shorter walk from the road to the door is not worth a word. */
const WALK_SAID_MS = 20_000;

export interface Said {
  /** "4:10", "3.2 km straight", or a dash. */
  main: string;
  /** What makes it less sure, or longer: from the station, on foot at the end. */
  extra: string;
  /** In full, for who asks. */
  title: string;
}

export function travelWords(row: RankedUnit | null, by_road: boolean): Said {
  if (row === null) return { main: '–', extra: '', title: t('travel-unknown') };
  const station = row.from_station ? t('travel-from-station') : '';
  if (!by_road) {
    const main = row.straight_m === null ? '–' : t('away', { km: (row.straight_m / 1000).toFixed(1) });
    return { main, extra: station, title: row.straight_m === null ? t('travel-unknown') : t('travel-straight') };
  }
  if (row.travel_ms === null) return { main: '–', extra: station, title: t('travel-none') };
  const walk = (row.walk_ms ?? 0) > WALK_SAID_MS ? t('travel-walk', { time: stopwatch(row.walk_ms ?? 0) }) : '';
  const extra = [station, walk].filter(Boolean).join(' · ');
  return { main: stopwatch(row.travel_ms), extra, title: [t('travel-by-road', { time: stopwatch(row.travel_ms) }), extra].filter(Boolean).join(' · ') };
}
