import { ROAD_EFFECTS } from '../../api/types';
import { t } from '../../kit/i18n.svelte';

const EFFECTS: readonly string[] = ROAD_EFFECTS;

/** "Closed", or "Slow, +50 %". */
export function effectWords({ effect, percent }: { effect: string; percent: number | null }): string {
  const word = EFFECTS.includes(effect) ? t(`effect-${effect}`) : effect;
  return percent === null ? word : t('effect-by', { effect: word, percent: percent - 100 });
}
