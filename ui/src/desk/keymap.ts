// What each key does; `keyhelp.ts` tells the desk.

import type { Keymap } from '../kit/keys';
import { board } from './board.svelte';
import { cover } from './cover/cover.svelte';
import { pressNext, pressOpenCaller } from './panel/next';
import { view } from './view.svelte';

interface Targets {
  step(by: number): void;
  queue(): void;
  units(): void;
  map(): void;
  me(): void;
}

function withIncident(run: (incident: string) => void): () => void {
  return () => {
    const incident = view.incident;
    if (incident !== null && board.incidents.get(incident)?.state === 'open') run(incident);
  };
}

export function deskKeys(targets: Targets): Keymap {
  return {
    n: () => view.show({ kind: 'report' }),
    r: () => view.show({ kind: 'reports' }),
    '/': () => document.getElementById('queue-search')?.focus(),
    j: () => targets.step(1),
    k: () => targets.step(-1),
    s: withIncident((incident) => view.show({ kind: 'send', incident })),
    m: withIncident(() => pressNext()),
    o: () => pressOpenCaller(),
    a: withIncident((incident) => view.open({ kind: 'note', incident })),
    c: withIncident((incident) => view.open({ kind: 'close', incident })),
    x: () => view.show({ kind: 'roads', incident: view.incident }),
    v: () => cover.toggle(),
    Escape: () => back(targets),
    i: () => targets.me(),
    w: () => view.open({ kind: 'requests' }),
    'g q': targets.queue,
    'g u': targets.units,
    'g m': targets.map,
    '?': () => view.open({ kind: 'keys' }),
  };
}

/** One step back: out of sending into the incident, out of a panel into the queue. */
function back(targets: Targets): void {
  const waits = view.picking !== null && (view.picking.for !== 'roads' || view.picking.focus);
  if (waits) view.picking = null;
  else if (view.pane.kind === 'send') view.show({ kind: 'incident', incident: view.pane.incident });
  else if (view.pane.kind === 'roads' && view.pane.incident !== null) view.show({ kind: 'incident', incident: view.pane.incident });
  else {
    if (view.pane.kind !== 'none') view.show({ kind: 'none' });
    targets.queue();
  }
}
