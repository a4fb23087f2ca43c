// Events whose facts are of several kinds at once, each in a sentence of its own.

import { i18n, t, tMaybe } from '../../kit/i18n.svelte';
import { stopwatch } from '../../kit/span';
import { dateOf } from '../../kit/time';
import { board } from '../board.svelte';
import { effectWords } from '../roads/words';
import { capabilityName, purposeName } from '../words';

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

const joined = (...parts: string[]): string => parts.filter(Boolean).join(' · ');
const day = (value: unknown): string => (typeof value === 'number' ? dateOf(value, i18n.lang, board.zone) : '');

/** Which fields, what for, in whose words: what was opened itself is in no entry. */
function opened(data: Data): string {
  const fields = Array.isArray(data['fields']) ? data['fields'].map((field) => tMaybe(`caller-${text(field)}`) ?? text(field)) : [];
  return joined(fields.join(t('list-comma')), purposeName(text(data['purpose'])), text(data['words']));
}

export const SENTENCES: Readonly<Record<string, (data: Data) => string>> = {
  'dispatch.send_advised': advised,
  'roads.change_made': changed,
  'roads.change_lifted': (data) => text(data['reason']),
  'roads.speeds_adopted': (data) => text(data['basis']),
  'personal.sealed': () => t('caller-only-fingerprint'),
  'personal.opened': opened,
  'personal.photo_sealed': () => t('caller-only-fingerprint'),
  'personal.photo_opened': (data) => joined(t(data['original'] === true ? 'photo-original' : 'photo-copy'), purposeName(text(data['purpose'])), text(data['words'])),
  'personal.searched': (data) => joined(purposeName(text(data['purpose'])), text(data['words'])),
  'personal.held': (data) => t('caller-held', { date: day(data['until_ms']), basis: text(data['basis']) }),
  'personal.hold_lifted': (data) => text(data['reason']),
  'personal.erased': (data) => text(data['basis']),
  'personal.epoch_turned': (data) => t('caller-epoch', { epoch: String(data['epoch']) }),
};
