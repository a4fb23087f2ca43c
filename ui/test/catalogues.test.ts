// Both languages have every key, every key has words with the same arguments, and every key that
// the screens use exists.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentResource } from '@fluent/bundle';
import { describe, expect, it } from 'vitest';
import { SCOPES } from '../src/accounts/scopes';
import { CALLER_FIELDS, ENDINGS, EXPORTS, FINDINGS, LOOK_KINDS, LOOK_QUESTIONS, MARKS, METHODS, MILESTONES, PLACE_KINDS, PLACE_POSITIONS, PROGRESSES, RECEIPT_STATES, RELATIONS, ROAD_EFFECTS, SOURCES, STANDINGS, UNIT_STATUSES, WISHES } from '../src/api/types';
import { KEY_HELP } from '../src/desk/keyhelp';
import { FILTERS } from '../src/desk/queue/order';
import { QUARTERS } from '../src/desk/roads/change';
import { GROUPINGS } from '../src/desk/units/groups';
import { CODES } from '../src/verify/tlog/fail';

const root = join(import.meta.dirname, '..');
// The page that checks receipts has a catalogue of its own; no key is in both.
const text = (lang: string): string =>
  ['desk.ftl', 'verify.ftl'].map((file) => readFileSync(join(root, '..', 'locales', lang, file), 'utf8')).join('\n');

function catalogue(lang: string): Map<string, string[]> {
  const source = text(lang);
  return new Map(
    new FluentResource(source).body.map((message) => [message.id, [...new Set(JSON.stringify(message.value).match(/"type":"var","name":"\w+"/g) ?? [])].sort()]),
  );
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((file) => file.isFile() && /\.(svelte|ts)$/.test(file.name))
    .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'));
}

/** The values a key made from parts can take; a new family in the code must be named here. */
const FAMILIES: Record<string, readonly string[]> = {
  'status-': UNIT_STATUSES,
  'progress-': PROGRESSES,
  'state-': ['open', 'closed', 'merged'],
  'ended-': ENDINGS,
  'source-': SOURCES,
  'mark-': MARKS,
  'relation-': RELATIONS,
  'filter-': FILTERS,
  'queue-empty-': FILTERS,
  'units-by-': GROUPINGS,
  'theme-': ['auto', 'light', 'dark'],
  'link-': ['connecting', 'live', 'lost'],
  'clock-': ['simulated', 'replay'],
  'due-': ['send-in', 'send-over', 'arrive-in', 'arrive-over'],
  'next-': MILESTONES,
  'place-': ['address', 'spoken_place', 'point'],
  'do-': ['link', 'merge'],
  'event-': [],
  'effect-': ROAD_EFFECTS,
  'roads-submit-': ROAD_EFFECTS,
  'direction-': QUARTERS,
  'place-kind-': PLACE_KINDS,
  'place-position-': PLACE_POSITIONS,
  'caller-': CALLER_FIELDS,
  'receipt-': ['letters', 'words_en', 'words_zh', ...['witnessed', 'pending', 'unasked'].flatMap((one) => [one, `${one}-explained`])],
  'paper-qr-': ['proof', 'entry'],
  'told-': ['witnessed', 'pending', 'unasked', ...[...RECEIPT_STATES, 'none'].flatMap((state) => [state, `${state}-explained`])],
  'looks-': LOOK_KINDS,
  'method-': METHODS,
  'standing-': STANDINGS,
  'wish-': WISHES,
  'contest-': FINDINGS,
  'finding-': FINDINGS,
  'question-': LOOK_QUESTIONS,
  'exports-': EXPORTS,
  'scope-': [...Object.keys(SCOPES), 'other'],
  'wish-waits-': ['erase', 'lift_hold'],
  'verify-error-': CODES.flatMap((code) => [code, `${code}-meaning`]),
  'verify-field-': [],
  'verify-mark-': ['yes', 'no', 'missing', 'remark'],
  'verify-sign-': ['proved', 'pending', 'refused'],
  'verify-theme-': ['auto', 'light', 'dark'],
};

/** Keys whose first part varies. */
const TAILS: Record<string, readonly string[]> = {
  '-add': ['note', 'feedback'],
  '-text': ['note', 'feedback'],
  '-other': ['link', 'merge'],
};

const en = catalogue('en');
const zh = catalogue('zh-CN');
const code = sources(join(root, 'src'));

describe('the catalogues', () => {
  it('have the same keys', () => {
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
  });

  it('have the same arguments for each key, counts apart', () => {
    for (const [key, args] of en) expect([key, zh.get(key)]).toEqual([key, args]);
  });

  it('name no key twice', () => {
    for (const lang of ['en', 'zh-CN']) {
      const keys = [...text(lang).matchAll(/^([a-z][\w-]*) =/gm)].map((found) => found[1]);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('have every key that is written out in the code', () => {
    const used = new Set<string>();
    for (const source of code) {
      for (const call of source.matchAll(/\bt\(([^`]*?)(?:,\s*\{|\))/g)) {
        for (const key of (call[1] ?? '').matchAll(/'([a-z][\w-]*)'/g)) if (key[1]?.includes('-') || /^\s*'/.test(call[1] ?? '')) used.add(key[1] ?? '');
      }
    }
    for (const [, key] of KEY_HELP) used.add(key);
    expect(used.size).toBeGreaterThan(150);
    expect([...used].filter((key) => !en.has(key) && !['kind', 'waiting', 'done', 'clear', 'station'].includes(key))).toEqual([]);
  });

  it('have every member of each family of keys', () => {
    for (const source of code) {
      for (const family of source.matchAll(/\bt(?:Maybe)?\([^)]*?`([a-z-]+-)\$\{/g)) expect(Object.keys(FAMILIES)).toContain(family[1]);
    }
    for (const source of code) {
      for (const family of source.matchAll(/\bt\(`\$\{\w+\}(-[a-z]+)`/g)) expect(Object.keys(TAILS)).toContain(family[1]);
    }
    const members = [
      ...Object.entries(FAMILIES).flatMap(([start, ends]) => ends.map((end) => start + end)),
      ...Object.entries(TAILS).flatMap(([end, starts]) => starts.map((start) => start + end)),
    ];
    expect(members.filter((key) => !en.has(key))).toEqual([]);
  });
});
