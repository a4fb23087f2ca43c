// What is laid over the map, and the change of roads that the form makes.

import { describe, expect, it } from 'vitest';
import type { Pair, Road, RoadChange } from '../src/api/types';
import { changeLines, coverArea, wayLine } from '../src/desk/map/lines';
import { changeBody, heading } from '../src/desk/roads/change';
import { stopwatch } from '../src/kit/span';

const E7 = 1e7;
const square = (low: number, high: number): Pair[] => [[low * E7, low * E7], [low * E7, high * E7], [high * E7, high * E7], [high * E7, low * E7]];

describe('the cover', () => {
  it('keeps a hole in the area around it', () => {
    const [feature] = coverArea([square(0, 10), square(2, 4).toReversed(), square(20, 30)]).features;
    expect(feature?.geometry.coordinates.map((polygon) => polygon.length)).toEqual([2, 1]);
  });

  it('is nothing without rings', () => {
    expect(coverArea([]).features).toEqual([]);
  });
});

describe('a changed road', () => {
  const stretch = { road: 7, line: [[0, 0], [0, E7]] as Pair[], along: true, against: true };
  const change = (given: Partial<RoadChange>): RoadChange => ({
    change: 'c', effect: 'closed', percent: null, stretches: [stretch], made_at_ms: 0, until_ms: null, reason: 'flood', incident: null, seat: 'desk-1', entry: 1, ...given,
  });

  it('lies in the middle when it is changed in both directions', () => {
    expect(changeLines([change({})], []).features[0]?.properties).toMatchObject({ effect: 'closed', side: 0 });
  });

  it('runs the way it is changed when that is one direction', () => {
    const [feature] = changeLines([change({ stretches: [{ ...stretch, along: false }] })], []).features;
    expect(feature?.geometry.coordinates).toEqual([[1, 0], [0, 0]]);
    expect(feature?.properties).toMatchObject({ side: 1 });
  });

  it('says how slow it is', () => {
    expect(changeLines([change({ effect: 'slow', percent: 150 })], []).features[0]?.properties).toMatchObject({ label: '+50 %' });
  });
});

describe('the act that changes roads', () => {
  const road: Road = { road: 7, name: 'A', class: 'primary', line: [[0, 0], [0, E7]], one_way: false };
  const wanted = { pieces: [{ road, direction: 'along' as const }], percent: 150, until_ms: null, reason: ' flood ', incident: null };

  it('leaves out what is not said', () => {
    expect(changeBody({ ...wanted, effect: 'closed' })).toEqual({ effect: 'closed', stretches: [{ road: 7, line: road.line, along: true, against: false }], reason: 'flood' });
  });

  it('says how slow, until when and because of which incident', () => {
    expect(changeBody({ ...wanted, effect: 'slow', until_ms: 5, incident: 'i' })).toMatchObject({ effect: { slow: { percent: 150 } }, until_ms: 5, incident: 'i' });
  });

  it('knows where a road leads, also where degrees of longitude are short', () => {
    expect([heading([[0, 0], [0, 5]]), heading([[0, 0], [-5, 1]]), heading([[60 * E7, 0], [60 * E7 + 6, 10]])]).toEqual(['east', 'south', 'north']);
  });
});

it('draws the way of a unit with its time', () => {
  const way = { drive_ms: 240_000, walk_ms: 10_000, length_m: 900, line: [[0, 0], [0, 1]] as Pair[], avoided: [] };
  expect(wayLine({ unit: 'E04', way }).features[0]?.properties).toEqual({ label: 'E04 4:10' });
  expect(wayLine(null).features).toEqual([]);
});

it('shows times as a stopwatch does', () => {
  expect([250_000, 44_600, 0, 3_800_000].map(stopwatch)).toEqual(['4:10', '0:45', '0:00', '1:03:20']);
});
