// Names of the streets of a change. The record keeps courses, not names, so the map is asked once
// for each change and language.

import { SvelteMap } from 'svelte/reactivity';
import { read } from '../../api/reads';
import type { RoadChange } from '../../api/types';
import { i18n, t } from '../../kit/i18n.svelte';

/** So many streets say where it is. */
const NAMED_MAX = 3;

const known = new SvelteMap<string, string>();
const asked = new Set<string>();

export const streets = {
  /** Empty until the map has answered. */
  of(change: RoadChange): string {
    const key = `${i18n.lang} ${change.change}`;
    if (!asked.has(key)) {
      asked.add(key);
      void namesOf(change).then((names) => known.set(key, names));
    }
    return known.get(key) ?? '';
  },
};

async function namesOf({ stretches }: RoadChange): Promise<string> {
  const names = await Promise.all(
    stretches.slice(0, NAMED_MAX).map(async ({ line }) => {
      const [lat_e7, lon_e7] = line[Math.floor(line.length / 2)] ?? [0, 0];
      const road = await read.roadAt({ lat_e7, lon_e7 }).catch(() => null);
      return road?.name || t('road-unnamed');
    }),
  );
  return [...new Set(names)].join(t('list-comma')) + (stretches.length > NAMED_MAX ? '…' : '');
}
