// The state a unit on an incident most likely reaches next, and the act that says so.

import { to } from '../../api/acts';
import type { Milestone, UnitStatus } from '../../api/types';

export type Step = { kind: 'milestone'; milestone: Milestone } | { kind: 'clear' };

const NEXT: Partial<Record<UnitStatus, Step>> = {
  sent: { kind: 'milestone', milestone: 'acknowledged' },
  acknowledged: { kind: 'milestone', milestone: 'departed' },
  departed: { kind: 'milestone', milestone: 'on_scene' },
  on_scene: { kind: 'clear' },
  transporting: { kind: 'milestone', milestone: 'at_destination' },
  at_destination: { kind: 'clear' },
};

export function nextStep(status: UnitStatus): Step | null {
  return NEXT[status] ?? null;
}

/** Path and body of the act for a step made by a button now. */
export function stepAct(incident: string, unit: string, step: Step): { path: string; body: object } {
  return step.kind === 'clear'
    ? { path: to.run(incident, unit, 'clear'), body: { source: 'button' } }
    : { path: to.run(incident, unit, 'milestones'), body: { milestone: step.milestone, source: 'button' } };
}

/**
 * The key for "next milestone": presses the button of the unit whose row has focus, or of the only
 * unit there is; with several it moves focus to the first, so that the wrong one is never advanced.
 */
export function pressNext(): void {
  pressOnly('[data-next]', '[data-run]');
}

/** The key for "open the caller", by the same rule: of several reports none is opened by guessing. */
export function pressOpenCaller(): void {
  pressOnly('[data-open-caller]', '[data-caller]');
}

function pressOnly(wanted: string, within: string): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>(wanted)];
  const focused = buttons.find((button) => button.closest(within)?.contains(document.activeElement));
  const only = buttons.length === 1 ? buttons[0] : undefined;
  const chosen = focused ?? only;
  if (chosen) chosen.click();
  else buttons[0]?.focus();
}
