import { expression, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { nameIn } from '../src/desk/map/labels';
import { PALETTES, type Look } from '../src/desk/map/palette';
import { mapStyle, type Base } from '../src/desk/map/style';

const BASE: Base = { tiles: '/v1/map/tiles/abc/{z}/{x}/{y}', zoom_max: 18, bounds: [107, 30, 108, 31] };
const LOOKS = Object.keys(PALETTES) as Look[];

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}

/** Relative luminance and contrast as WCAG 2 works them out. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = channels(colour).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

describe.each(LOOKS)('the map in its %s look', (look) => {
  const c = PALETTES[look];

  it('is a style that the library accepts', () => {
    for (const lang of ['en', 'zh-CN'] as const) expect(validateStyleMin(mapStyle(look, lang, BASE, 'http://127.0.0.1')).map((error) => error.message)).toEqual([]);
  });

  it('can be read', () => {
    for (const ground of [c.country, c.town, c.halo]) {
      for (const words of [c.text, c.quiet]) expect(contrast(words, ground)).toBeGreaterThan(4.5);
    }
    expect(contrast(c.waterText, c.halo)).toBeGreaterThan(4.5);
    expect(contrast(c.greenText, c.halo)).toBeGreaterThan(4.5);
  });

  it('asks nobody for fonts or pictures', () => {
    const style = mapStyle(look, 'en', BASE, 'http://127.0.0.1');
    expect([style.glyphs, style.sprite]).toEqual([undefined, undefined]);
    expect(Object.keys(style.sources)).toEqual(['base', 'cover', 'road-changes', 'way', 'units', 'incidents', 'draft']);
  });

  it('shows incidents over everything but the place that is being chosen', () => {
    const ids = mapStyle(look, 'en', BASE, '').layers.map((layer) => layer.id);
    expect(ids.slice(-3)).toEqual(['units', 'incidents', 'draft']);
    expect(ids.indexOf('bridge')).toBeGreaterThan(ids.indexOf('road'));
    expect(ids.indexOf('road')).toBeGreaterThan(ids.indexOf('tunnel'));
  });
});

it('is printed in shades of grey', () => {
  for (const colour of Object.values(PALETTES.print)) expect(new Set(channels(colour)).size).toBe(1);
});

it('names things in the language of the desk, or as the signs do', () => {
  const says = (lang: 'en' | 'zh-CN', properties: Record<string, string>) => {
    const read = expression.createExpression(nameIn(lang), 'layers[0].layout.text-field');
    if (read.result !== 'success') throw new Error('no expression');
    return read.value.evaluate({ zoom: 12 }, { type: 1, properties });
  };
  const street = { name: '人民路', 'name:en': 'Renmin Road' };
  expect([says('en', street), says('zh-CN', street)]).toEqual(['Renmin Road', '人民路']);
  expect(says('zh-CN', { name: 'Rua Nova', 'name:zh': '新街' })).toBe('新街');
  expect(says('zh-CN', { name: 'Rua Nova' })).toBe('Rua Nova');
});
