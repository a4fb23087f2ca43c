// The report that is being taken. It lives apart from its form, so that looking at another
// incident in between never throws away a caller's words.

import type { Point } from '../../api/types';
import { clock } from '../../kit/clock.svelte';
import { board } from '../board.svelte';
import type { Answers } from './triage';

class ReportDraft {
  /** When the call began; null while there is no report. */
  received_at_ms = $state<number | null>(null);
  channel = $state('');
  words = $state('');
  spoken_place = $state('');
  address = $state('');
  point = $state.raw<Point | null>(null);
  type = $state('');
  answers = $state.raw<Answers>({});
  /** Empty while the type and the answers decide. */
  priority = $state('');
  /** Empty for a new incident, or the incident the report joins. */
  attach = $state('');
  /** Name and number were typed and the form was left: they are not here, and have to be asked for again. */
  callerDropped = $state(false);

  /** Something was typed that would be missed. */
  get worthKeeping(): boolean {
    return this.words.trim() !== '' || this.address.trim() !== '' || this.spoken_place.trim() !== '';
  }

  begin(): void {
    this.received_at_ms ??= clock.exact_ms();
    if (this.channel === '') this.channel = board.pack?.channels[0]?.code ?? '';
  }

  clear(): void {
    this.received_at_ms = null;
    this.channel = this.words = this.spoken_place = this.address = this.type = this.priority = this.attach = '';
    this.point = null;
    this.answers = {};
    this.callerDropped = false;
  }
}

export const draft = new ReportDraft();
