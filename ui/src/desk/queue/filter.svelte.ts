import { board } from '../board.svelte';
import { clock } from '../../kit/clock.svelte';
import { typeName } from '../words';
import { matches, ordered, passes, type Filter } from './order';

let filter = $state<Filter>('open');
let text = $state('');

// Closed rows age out by the minute; recomputing the list each second would be waste.
const minute = $derived(Math.floor(clock.now_ms / 60_000) * 60_000);
const rows = $derived.by(() => {
  const wanted = text.trim().toLowerCase();
  const kept = [...board.incidents.values()].filter(
    (row) => passes(row, filter, minute) && matches(row, wanted, typeName(row.type).toLowerCase()),
  );
  return ordered(kept, board.priority);
});

export const queue = {
  get filter() { return filter; },
  set filter(next: Filter) { filter = next; },
  get text() { return text; },
  set text(next: string) { text = next; },
  get rows() { return rows; },
};
