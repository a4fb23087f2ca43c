// What this desk is looking at: which incident or unit is open on the right, which form lies over
// it, and whether the map waits for a click.

import type { Form } from './forms/form';

export type Pane =
  | { kind: 'none' }
  | { kind: 'incident'; incident: string }
  | { kind: 'unit'; unit: string }
  | { kind: 'report' }
  | { kind: 'reports' }
  | { kind: 'send'; incident: string }
  /** Changes of roads; `incident` is the cause of the next one. */
  | { kind: 'roads'; incident: string | null };

/** What the point on the map will be for: the report being taken, roads to change, or an incident. */
export type Picking = { for: 'draft' } | { for: 'roads'; focus: boolean } | { for: 'incident'; incident: string };

let pane = $state.raw<Pane>({ kind: 'none' });
let form = $state.raw<Form | null>(null);
let picking = $state.raw<Picking | null>(null);

export const view = {
  get pane(): Pane { return pane; },
  get form(): Form | null { return form; },
  /** The map waits for a click that says where something is. */
  get picking(): Picking | null { return picking; },
  set picking(next: Picking | null) { picking = next; },

  get incident(): string | null {
    return pane.kind === 'incident' || pane.kind === 'send' || pane.kind === 'roads' ? pane.incident : null;
  },
  show(next: Pane): void {
    pane = next;
  },
  open(next: Form): void { form = next; },
  closeForm(): void { form = null; },
};
