// What this desk is looking at: which incident or unit is open on the right, which form lies over
// it, and whether the map waits for a click.

import type { Form } from './forms/form';

export type Pane =
  | { kind: 'none' }
  | { kind: 'incident'; incident: string }
  | { kind: 'unit'; unit: string }
  | { kind: 'report' }
  | { kind: 'send'; incident: string };

let pane = $state.raw<Pane>({ kind: 'none' });
let form = $state.raw<Form | null>(null);
let picking = $state(false);

export const view = {
  get pane(): Pane { return pane; },
  get form(): Form | null { return form; },
  /** The map waits for a click that says where the report is. */
  get picking(): boolean { return picking; },
  set picking(on: boolean) { picking = on; },

  get incident(): string | null {
    return pane.kind === 'incident' || pane.kind === 'send' ? pane.incident : null;
  },
  show(next: Pane): void {
    pane = next;
  },
  open(next: Form): void { form = next; },
  closeForm(): void { form = null; },
};
