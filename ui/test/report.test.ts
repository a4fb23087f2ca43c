import { describe, expect, it } from 'vitest';
import type { IncidentType } from '../src/api/types';
import { answersText, triage } from '../src/desk/report/triage';
import { found } from '../src/kit/search';
import { straightLine_m } from '../src/kit/geo';

const same = (text: string) => ({ en: text, 'zh-CN': text });
const TYPE: IncidentType = {
  code: 'fight', name: { en: 'Fight', 'zh-CN': '打架斗殴' }, service: 'police', priority: 'p3', plan: null, feedback: false,
  questions: [
    { code: 'weapon', text: { en: 'A weapon?', 'zh-CN': '有凶器？' }, answers: [{ code: 'yes', text: { en: 'Yes', 'zh-CN': '有' }, priority: 'p1' }, { code: 'no', text: same('No'), priority: null }] },
    { code: 'hurt', text: same('Hurt?'), answers: [{ code: 'yes', text: same('Yes'), priority: 'p2' }, { code: 'slightly', text: same('Slightly'), priority: 'p4' }] },
  ],
};
const rank = (code: string): number => Number(code.slice(1));

describe('the answers of a caller', () => {
  it('raise the priority to the most urgent one and name the question', () => {
    expect(triage(TYPE, { hurt: 'yes', weapon: 'yes' }, rank)).toMatchObject({ priority: 'p1', raisedBy: { code: 'weapon' } });
  });

  it('never lower it', () => {
    expect(triage(TYPE, { weapon: 'no', hurt: 'slightly' }, rank)).toEqual({ priority: 'p3', raisedBy: null });
  });

  it('are kept in the words of the desk', () => {
    expect(answersText(TYPE, { weapon: 'yes' }, 'zh-CN')).toBe('有凶器？ 有');
  });
});

describe('searching a type', () => {
  const items = [{ code: 'theft', name: { en: 'Theft', 'zh-CN': '盗窃' } }, { code: 'x', name: { en: 'Petty theft', 'zh-CN': '小偷' } }, { code: 'fire', name: { en: 'Fire', 'zh-CN': '火灾' } }];
  it('works in both languages and puts beginnings first', () => {
    expect(found(items, 'the').map((item) => item.code)).toEqual(['theft', 'x']);
    expect(found(items, '火').map((item) => item.code)).toEqual(['fire']);
    expect(found(items, '')).toHaveLength(3);
  });
});

it('measures a straight line on the globe', () => {
  const a = { lat_e7: 306_000_000, lon_e7: 1_120_000_000 };
  expect(straightLine_m(a, { ...a, lat_e7: 306_100_000 })).toBeCloseTo(1111.95, 0);
});
