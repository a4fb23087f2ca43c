// What a person is told of the looks at their details, in both languages.

import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Look } from '../src/api/types';

// The words are chosen by the browser's language; here there is no browser.
vi.stubGlobal('navigator', { language: 'en' });
vi.stubGlobal('document', { documentElement: {} });

let words: typeof import('../src/state/looks');
let speak: (lang: 'en' | 'zh-CN') => void;
beforeAll(async () => {
  words = await import('../src/state/looks');
  const { i18n } = await import('../src/kit/i18n.svelte');
  speak = (lang) => (i18n.lang = lang);
});

const look = (more: Partial<Look> = {}): Look => ({
  entry: 7, at_ms: 0, kind: 'opened', fields: ['name', 'callback'], purpose: 'call-back',
  service_number: 'D-1', roles: ['dispatcher'], seat: 'desk-1', policies: [], questions: [], leaf_hash: '0'.repeat(64), words_held: false, ...more,
});

describe('a look', () => {
  it('says who it was, in which roles and at which seat', () => {
    speak('en');
    expect(words.whoLooked(look())).toBe('Service number D-1 · role dispatcher · seat desk-1');
    expect(words.whoLooked(look({ roles: ['dispatcher', 'supervisor'] }))).toBe('Service number D-1 · roles dispatcher, supervisor · seat desk-1');
    speak('zh-CN');
    expect(words.whoLooked(look())).toBe('警号 D-1 · 角色 dispatcher · 席位 desk-1');
  });

  it('names nobody where the record names nobody, and says so', () => {
    speak('en');
    for (const nobody of [undefined, null]) {
      expect(words.whoLooked(look({ service_number: nobody, roles: [] }))).toBe('No person is named in the record · seat desk-1');
    }
  });

  it('says which fields were opened, and keeps what it has no words for', () => {
    speak('en');
    expect(words.whatWasSeen(look())).toBe('Opened: Name, Call-back number');
    expect(words.whatWasSeen(look({ fields: ['name', 'shoe-size'] }))).toBe('Opened: Name, shoe-size');
    expect(words.whatWasSeen(look({ fields: [] }))).toBe('Opened: no field is named');
    expect(words.whatWasSeen(look({ kind: 'copied' }))).toContain('copied');
    expect(words.whatWasSeen(look({ kind: 'title' }))).toContain('word for: title');
    speak('zh-CN');
    expect(words.whatWasSeen(look())).toBe('调阅：姓名，回拨号码');
  });

  it('tells a search and a reading of traces from an opening', () => {
    for (const lang of ['en', 'zh-CN'] as const) {
      speak(lang);
      const said = ['opened', 'searched', 'traces_read'].map((kind) => words.whatWasSeen(look({ kind, fields: [] })));
      expect(new Set(said).size).toBe(3);
      expect(said.join()).not.toContain('looks-');
    }
  });

  it('is counted, and so is none', () => {
    speak('en');
    expect([0, 1, 2].map(words.howMany)).toEqual(['There is no look to tell you of so far.', '1 look, with its time:', '2 looks, oldest first:']);
  });
});
