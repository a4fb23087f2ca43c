// Events whose facts are of several kinds at once, each in a sentence of its own.

import { t } from '../../kit/i18n.svelte';
import { stopwatch } from '../../kit/span';
import { effectWords } from '../roads/words';
import { capabilityName } from '../words';

interface Named {
  unit?: unknown;
  capability?: unknown;
  travel_ms?: unknown;
  status?: unknown;
  count?: unknown;
}
type Data = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): Named[] => (Array.isArray(value) ? (value as Named[]) : []);
const time = (value: unknown): string => (typeof value === 'number' ? stopwatch(value) : '–');

function advised(data: Data): string {
  const advice = (data['advice'] ?? {}) as Data;
  const who = list(advice['advised']).map((one) => `${text(one.unit)} ${time(one.travel_ms)} (${capabilityName(text(one.capability))})`);
  const passed = list(advice['bypassed']).map((one) => t('send-passed-one', { unit: text(one.unit), time: time(one.travel_ms), status: t(`status-${text(one.status)}`) }));
  const short = list(advice['short']).map((one) => t('send-short', { what: capabilityName(text(one.capability)), count: Number(one.count) }));
  const comma = t('list-comma');
  return [
    who.length > 0 ? who.join(comma) : t('advised-nobody'),
    passed.length > 0 ? t('advised-passed', { units: passed.join(t('list-semicolon')) }) : '',
    short.join(comma),
    advice['basis'] === 'straight_line' ? t('advised-straight') : '',
  ].filter(Boolean).join(' · ');
}

function changed(data: Data): string {
  const effect = data['effect'];
  const percent = typeof effect === 'object' && effect !== null ? ((effect as { slow?: { percent?: number } }).slow?.percent ?? null) : null;
  const what = effectWords({ effect: percent === null ? text(effect) : 'slow', percent });
  return [what, t('roads-pieces-count', { count: list(data['stretches']).length }), text(data['reason'])].filter(Boolean).join(' · ');
}

export const SENTENCES: Readonly<Record<string, (data: Data) => string>> = {
  'dispatch.send_advised': advised,
  'roads.change_made': changed,
  'roads.change_lifted': (data) => text(data['reason']),
  'roads.speeds_adopted': (data) => text(data['basis']),
};
