// How long what was opened stays on the screen, and how it is said.

import type { CallerField, OpenedCaller } from '../../api/types';
import { t } from '../../kit/i18n.svelte';

export const SHOWN_S = 60;

/** Whole seconds that are left, counted so that the last one is seen as 1. */
export function shownFor_s(passed_ms: number): number {
  return Math.min(SHOWN_S, Math.max(0, Math.ceil(SHOWN_S - passed_ms / 1000)));
}

/** What was said; null when it was not. */
export function saidOf(told: OpenedCaller, field: CallerField): string | null {
  if (field === 'anonymous') return typeof told.anonymous === 'boolean' ? t(told.anonymous ? 'caller-yes' : 'caller-no') : null;
  return told[field] ?? null;
}
