// Finding a pack word by typing part of it in either language.

import type { Coded } from '../api/types';

/** Lower is better; null is no match. A word that starts with the text beats one that holds it. */
function rank(item: Coded, wanted: string): number | null {
  const texts = [item.name.en.toLowerCase(), item.name['zh-CN'].toLowerCase(), item.code.toLowerCase()];
  if (texts.some((text) => text.startsWith(wanted))) return 0;
  if (texts.some((text) => text.split(/[\s,()（），-]+/).some((word) => word.startsWith(wanted)))) return 1;
  if (texts.some((text) => text.includes(wanted))) return 2;
  return null;
}

export function found<T extends Coded>(items: readonly T[], text: string): T[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [...items];
  return items
    .map((item, index) => ({ item, index, rank: rank(item, wanted) }))
    .filter((hit): hit is { item: T; index: number; rank: number } => hit.rank !== null)
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map((hit) => hit.item);
}
