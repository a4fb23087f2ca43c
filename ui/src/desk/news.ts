// Which changes are worth saying aloud: a new incident, and a unit that arrives.

import type { Board, Report } from '../api/types';
import { announcer } from '../kit/announcer.svelte';
import { named, t } from '../kit/i18n.svelte';
import { board } from './board.svelte';
import type { Incidents, Units } from './rows';
import { placeOf } from './words';

export function announceNews(before: { incidents: Incidents; units: Units; reports: readonly Report[] }, news: Board): void {
  const said: string[] = [];
  for (const row of news.incidents) {
    if (row.state !== 'open' || before.incidents.has(row.incident)) continue;
    said.push(t('news-incident', {
      priority: String(board.priority(row.priority)?.rank ?? ''),
      type: named(board.type(row.type)?.name),
      place: placeOf(row),
    }));
  }
  const known = new Set(before.reports.map((report) => report.report));
  for (const report of news.reports) {
    if (!known.has(report.report)) said.push(t('news-report', { place: placeOf(report) }));
  }
  for (const row of news.units) {
    if (row.status === 'on_scene' && before.units.get(row.unit)?.status !== 'on_scene') {
      said.push(t('news-arrived', { unit: row.unit, number: row.number ?? '' }));
    }
  }
  if (said.length > 0) announcer.say(said.slice(0, 4).join(' '));
}
