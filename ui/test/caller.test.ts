// Who called and receipts, where there is something to work out.

import { beforeAll, describe, expect, it, vi } from 'vitest';
import { addressOf, codeOf, isStateAddress } from '../src/state/address';
import { wantsWitnesses } from '../src/api/receipts';
import { SHOWN_MAX, shortened } from '../src/desk/receipt/shorten';

vi.stubGlobal('navigator', { language: 'en' });
vi.stubGlobal('document', { documentElement: {} });

let Caller: typeof import('../src/desk/report/caller.svelte').Caller;
let shown: typeof import('../src/desk/forms/shown');
let eventDetail: typeof import('../src/desk/panel/timeline').eventDetail;
let speak: (lang: 'en' | 'zh-CN') => void;
beforeAll(async () => {
  ({ Caller } = await import('../src/desk/report/caller.svelte'));
  shown = await import('../src/desk/forms/shown');
  ({ eventDetail } = await import('../src/desk/panel/timeline'));
  const { i18n } = await import('../src/kit/i18n.svelte');
  speak = (lang) => (i18n.lang = lang);
});

describe('who called', () => {
  it('is nothing until something is said', () => {
    const caller = new Caller();
    caller.name = '  ';
    expect([caller.said, caller.fields]).toEqual([false, undefined]);
    caller.anonymous = true;
    expect(caller.fields).toEqual({ name: undefined, callback: undefined, anonymous: true });
    caller.callback = ' 139 0000 7781 ';
    expect(caller.fields?.callback).toBe('139 0000 7781');
    caller.clear();
    expect([caller.said, caller.name, caller.callback]).toEqual([false, '', '']);
  });

  it('is shown for a minute, told in whole seconds', () => {
    expect([0, 1, 1000, 59_001, 59_999, 60_000, 3_600_000].map(shown.shownFor_s)).toEqual([60, 60, 59, 1, 1, 0, 0]);
  });

  it('tells a wish not to be named apart from a wish nobody asked about', () => {
    speak('en');
    const trace = { entry: 1 } as never;
    expect(shown.saidOf({ trace, anonymous: false }, 'anonymous')).toBe('no');
    expect(shown.saidOf({ trace }, 'anonymous')).toBeNull();
    expect(shown.saidOf({ trace, name: 'A' }, 'name')).toBe('A');
    expect(shown.saidOf({ trace }, 'callback')).toBeNull();
  });
});

describe('the traces', () => {
  const says = (type: string, data: Record<string, unknown>) => eventDetail({ entry: 1, at_ms: 0, seat: 'desk-1', type, data });

  it('say which fields, what for, and under which law', () => {
    speak('en');
    expect(says('personal.opened', { report: 'r', key: 'k', fields: ['name', 'callback'], purpose: 'call-back', words: 'the line broke' })).toBe('Name, Call-back number · call-back · the line broke');
    expect(says('personal.erased', { report: 'r', key: 'k', basis: 'PIPL 47', erased_ms: 1 })).toBe('PIPL 47');
    expect(says('personal.held', { until_ms: 0, basis: 'PIPL 47' })).toBe('kept until 1 Jan 1970 under PIPL 47');
    expect(says('personal.epoch_turned', { epoch: 2 })).toBe('epoch 2');
    speak('zh-CN');
    expect(says('personal.searched', { report: 'r', key: 'k', purpose: 'oversight' })).toBe('oversight');
    expect(says('personal.sealed', { report: 'r', sealed: { key: 'k', commitment: 'c' } })).toBe('记录中只有指纹');
  });
});

describe('the page of a code', () => {
  it('is at /r and below, and nowhere else', () => {
    expect(['/r', '/r/', '/r/abc', '/', '/roads', '/report'].map(isStateAddress)).toEqual([true, true, true, false, false, false]);
  });

  it.each(['3SQ7-HC3Y-43TW-3T4R-WB3T', 'keen someone race valve dice long maze imitate air', '炉漏仿垫引户楼督能'])('carries %s', (code) => {
    expect(codeOf(addressOf(code))).toBe(code);
  });

  it('has no full stops, which would look like a file', () => {
    expect(addressOf(' keen. someone。race ')).toBe('/r/keen%20someone%20race');
    expect([addressOf('  '), codeOf('/r'), codeOf('/r/%E0%A4')]).toEqual(['/r', '', '']);
  });
});

it('what is too long for paper is cut between signs, and says so', () => {
  expect(shortened('short')).toEqual({ text: 'short', cut: false });
  const { text, cut } = shortened('👍'.repeat(SHOWN_MAX + 1));
  expect([cut, [...text].length, text.endsWith('👍…')]).toEqual([true, SHOWN_MAX, true]);
});

it('a policy that asks for no witness is known as such', () => {
  expect(wantsWitnesses('log a\nquorum none\n')).toBe(false);
  expect(wantsWitnesses('log a\nwitness w b\nquorum w\n')).toBe(true);
});
