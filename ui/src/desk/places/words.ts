// How a place that was found is described: what it is, in what, and how sure that is.

import type { Here, Place } from '../../api/types';
import { t, tMaybe } from '../../kit/i18n.svelte';

/** "Street · Wujiagang". */
export function whatItIs(place: Place): string {
  const kind = tMaybe(`place-kind-${place.kind}`) ?? place.kind;
  return [kind, place.within].filter(Boolean).join(' · ');
}

/** "between known numbers, within 40 m; “renmn” taken for “renmin”". */
export function howSure(place: Place): string {
  const position = tMaybe(`place-position-${place.position}`) ?? place.position;
  // A street and a settlement are long: that their name is known does not say where on them.
  const isLong = place.kind === 'street' || place.kind === 'settlement';
  const near = isLong ? t('place-somewhere', { metres: place.uncertainty_m }) : place.position === 'exact' ? position : t('place-within', { position, metres: place.uncertainty_m });
  const taken = place.corrected.map(({ said, taken }) => t('place-taken', { said, taken }));
  const missed = place.missed.length > 0 ? [t('place-missed', { words: place.missed.join(', ') })] : [];
  return [near, ...taken, ...missed].join(' · ');
}

/** Further than this a house or a crossing does not say where a point is. */
const HERE_M = 150;

/** The best short name for a point: the house, then the crossing, the post, the street. */
export function hereWords(here: Here): string | null {
  const { address, crossing, kilometre, street } = here;
  if (address && address.distance_m <= HERE_M && (!crossing || address.distance_m <= crossing.distance_m + 30)) return t('here-address', { street: address.street, number: address.number });
  if (crossing && crossing.distance_m <= HERE_M) return crossing.streets.join(' / ');
  if (kilometre && kilometre.distance_m <= HERE_M) return t('here-kilometre', { road: kilometre.road, kilometre: kilometre.kilometre });
  if (street && street.distance_m <= HERE_M) return street.street;
  return null;
}
