// What the record says of advice and of roads, in both languages.

import { beforeAll, describe, expect, it, vi } from 'vitest';

// The words are chosen by the browser's language; here there is no browser.
vi.stubGlobal('navigator', { language: 'en' });
vi.stubGlobal('document', { documentElement: {} });

let eventDetail: typeof import('../src/desk/panel/timeline').eventDetail;
let speak: (lang: 'en' | 'zh-CN') => void;
let travelWords: typeof import('../src/desk/send/travel').travelWords;
let hereWords: typeof import('../src/desk/places/words').hereWords;
beforeAll(async () => {
  ({ eventDetail } = await import('../src/desk/panel/timeline'));
  ({ travelWords } = await import('../src/desk/send/travel'));
  ({ hereWords } = await import('../src/desk/places/words'));
  const { i18n } = await import('../src/kit/i18n.svelte');
  speak = (lang) => (i18n.lang = lang);
});

const says = (type: string, data: Record<string, unknown>) => eventDetail({ entry: 1, at_ms: 0, seat: 'desk-1', type, data });
const advice = {
  basis: { roads: 'abc' }, plan: 'fire',
  advised: [{ unit: 'L02', capability: 'aerial', travel_ms: 250_000 }],
  bypassed: [{ unit: 'E04', travel_ms: 131_000, status: 'on_scene' }],
  short: [{ capability: 'rescue', count: 1 }],
};

describe('the record', () => {
  it('says whom the rules named, whom they passed over and what is missing', () => {
    speak('en');
    expect(says('dispatch.send_advised', { incident: 'i', advice })).toBe('L02 4:10 (aerial) · passed over: E04 2:11, On scene · rescue: 1 missing');
    speak('zh-CN');
    expect(says('dispatch.send_advised', { incident: 'i', advice })).toBe('L02 4:10 (aerial) · 未建议：E04 2:11，已到场 · rescue：缺 1');
  });

  it('says what is different on which roads, and why', () => {
    speak('en');
    expect(says('roads.change_made', { effect: { slow: { percent: 200 } }, stretches: [{}, {}], reason: 'flood' })).toBe('Slow, +100 % · 2 pieces of road · flood');
    expect(says('roads.change_lifted', { change: 'c', reason: 'dry again' })).toBe('dry again');
  });
});

describe('a travel time', () => {
  const row = { unit: 'E04', travel_ms: 250_000, walk_ms: 35_000, straight_m: 3210, from_station: true };

  it('says what makes it less sure or longer', () => {
    speak('en');
    expect(travelWords(row, true)).toMatchObject({ main: '4:10', extra: 'from station · 0:35 on foot' });
  });

  it('is a dash for a unit that cannot get there', () => {
    expect(travelWords({ ...row, travel_ms: null }, true).main).toBe('–');
  });

  it('is a straight line without a map', () => {
    expect(travelWords(row, false).main).toBe('3.2 km straight');
  });
});

describe('what is at a point', () => {
  const none = { address: null, street: null, crossing: null, kilometre: null };

  it('is the house before the crossing, unless that is clearly nearer', () => {
    const address = { street: 'Xinhua Road', number: '12', estimated: false, distance_m: 20 };
    expect(hereWords({ ...none, address, crossing: { streets: ['A', 'B'], distance_m: 15 } })).toBe('Xinhua Road 12');
    expect(hereWords({ ...none, address: { ...address, distance_m: 90 }, crossing: { streets: ['A', 'B'], distance_m: 15 } })).toBe('A / B');
  });

  it('is nothing far from everything', () => {
    expect(hereWords({ ...none, street: { street: 'A', side: null, distance_m: 900 } })).toBeNull();
  });
});
