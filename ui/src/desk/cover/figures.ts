import type { Cover } from '../../api/types';
import { t } from '../../kit/i18n.svelte';

const percent = (permille: number): string => (permille / 10).toFixed(0);

/** "8 min: 71 % of streets, 74 % of addresses, 23 units". */
export function figures(minutes: number, { streets_permille, addresses_permille, units }: Cover): string {
  const streets = t('cover-streets', { percent: percent(streets_permille) });
  const addresses = addresses_permille === null ? [] : [t('cover-addresses', { percent: percent(addresses_permille) })];
  return t('cover-figures', { minutes, what: [streets, ...addresses, t('cover-units', { count: units })].join(t('list-comma')) });
}
