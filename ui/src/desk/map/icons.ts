// Pictures of incidents and units, drawn once per theme: the same shapes and symbols as the lists.

import { UNIT_STATUSES, type UnitStatus } from '../../api/types';
import { STATUS_SYMBOL } from '../../kit/symbols';

const RATIO = 2;
type Draw = (c: CanvasRenderingContext2D, size: number) => void;

export interface Picture {
  id: string;
  data: ImageData;
  pixelRatio: number;
}

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function paint(id: string, size: number, draw: Draw): Picture[] {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size * RATIO;
  // Read back at once, so it is not drawn on the graphics card: fifty readings from there take a second.
  const c = canvas.getContext('2d', { willReadFrequently: true });
  if (!c) return [];
  c.scale(RATIO, RATIO);
  draw(c, size);
  return [{ id, data: c.getImageData(0, 0, canvas.width, canvas.height), pixelRatio: RATIO }];
}

/** The outline of a priority, as in Priority.svelte. */
function outline(c: CanvasRenderingContext2D, level: number, mid: number, r: number): void {
  c.beginPath();
  if (level === 3) c.roundRect(mid - r * 0.88, mid - r * 0.88, r * 1.76, r * 1.76, 3);
  else if (level >= 4) c.arc(mid, mid, r * 0.94, 0, Math.PI * 2);
  else {
    const corners = level === 1 ? 8 : 4;
    const turn = level === 1 ? Math.PI / 8 : 0;
    for (let k = 0; k < corners; k++) {
      const angle = turn + (k / corners) * Math.PI * 2;
      c.lineTo(mid + Math.cos(angle) * r * 1.08, mid + Math.sin(angle) * r * 1.08);
    }
    c.closePath();
  }
}

function text(c: CanvasRenderingContext2D, what: string, mid: number, px: number, fill: string): void {
  c.fillStyle = fill;
  c.font = `700 ${px}px ${token('--font')}`;
  c.textAlign = 'center';
  c.textBaseline = 'alphabetic';
  const box = c.measureText(what);
  c.fillText(what, mid, mid + (box.actualBoundingBoxAscent - box.actualBoundingBoxDescent) / 2);
}

function incident(level: number, waiting: boolean, chosen: boolean): Picture[] {
  return paint(`incident-${level}${waiting ? '-waiting' : ''}${chosen ? '-chosen' : ''}`, 40, (c, size) => {
    const mid = size / 2;
    const surface = token('--surface');
    if (chosen) {
      c.lineWidth = 3;
      c.strokeStyle = token('--focus');
      c.beginPath();
      c.arc(mid, mid, 18, 0, Math.PI * 2);
      c.stroke();
    }
    outline(c, level, mid, 11.5);
    c.lineWidth = 4;
    c.strokeStyle = surface;
    c.stroke();
    c.fillStyle = level >= 5 ? surface : token(`--p${level}`);
    c.fill();
    if (level >= 5) {
      c.lineWidth = 2;
      c.strokeStyle = token('--p4');
      c.stroke();
    }
    text(c, String(level), mid, 12, level >= 5 ? token('--text') : token('--on-p'));
    // Nobody is on the way: a badge, because this is what the eye must find.
    if (waiting) {
      c.beginPath();
      c.arc(mid + 10, mid - 10, 6.5, 0, Math.PI * 2);
      c.fillStyle = surface;
      c.fill();
      c.lineWidth = 1.5;
      c.strokeStyle = token('--alarm');
      c.stroke();
      c.save();
      c.translate(10, -10);
      text(c, '!', mid, 10, token('--alarm'));
      c.restore();
    }
  });
}

function statusColour(status: UnitStatus): string {
  const probe = document.createElement('i');
  probe.dataset['status'] = status;
  document.body.append(probe);
  const colour = getComputedStyle(probe).getPropertyValue('--status').trim();
  probe.remove();
  return colour;
}

function unit(status: UnitStatus, chosen: boolean): Picture[] {
  return paint(`unit-${status}${chosen ? '-chosen' : ''}`, 26, (c, size) => {
    const mid = size / 2;
    c.beginPath();
    c.arc(mid, mid, 8, 0, Math.PI * 2);
    c.fillStyle = token('--surface');
    c.fill();
    c.lineWidth = chosen ? 3 : 1.6;
    c.strokeStyle = chosen ? token('--focus') : statusColour(status);
    c.stroke();
    text(c, STATUS_SYMBOL[status], mid, 10.5, statusColour(status));
  });
}

function draft(): Picture[] {
  return paint('draft', 40, (c, size) => {
    const mid = size / 2;
    c.strokeStyle = token('--focus');
    c.lineWidth = 2.5;
    c.beginPath();
    c.arc(mid, mid, 9, 0, Math.PI * 2);
    for (const [x, y] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
      c.moveTo(mid + x * 5, mid + y * 5);
      c.lineTo(mid + x * 16, mid + y * 16);
    }
    c.stroke();
  });
}

const ROAD_SIGNS = { 'road-closed': '--alarm', 'road-slow': '--warn', 'road-open': '--good' } as const;

/** Signs of changed roads, as in Legend.svelte: a cross where nobody drives, dots where it is slow, an arrow where one may. */
function roadSign(id: keyof typeof ROAD_SIGNS): Picture[] {
  return paint(id, 20, (c, size) => {
    const mid = size / 2;
    const colour = token(ROAD_SIGNS[id]);
    c.beginPath();
    c.arc(mid, mid, 8, 0, Math.PI * 2);
    c.fillStyle = token('--surface');
    c.fill();
    c.lineWidth = 2;
    c.strokeStyle = colour;
    c.stroke();
    c.beginPath();
    if (id === 'road-closed') {
      c.moveTo(mid - 3.5, mid - 3.5);
      c.lineTo(mid + 3.5, mid + 3.5);
      c.moveTo(mid + 3.5, mid - 3.5);
      c.lineTo(mid - 3.5, mid + 3.5);
    } else if (id === 'road-slow') {
      c.fillStyle = colour;
      for (const x of [-4, 0, 4]) c.fillRect(mid + x - 1.1, mid - 1.1, 2.2, 2.2);
    } else {
      c.moveTo(mid - 4.5, mid);
      c.lineTo(mid + 4.5, mid);
      c.moveTo(mid + 0.5, mid - 4);
      c.lineTo(mid + 4.5, mid);
      c.lineTo(mid + 0.5, mid + 4);
    }
    c.stroke();
  });
}

/** A small quiet square for what stands on the ground and does not move. */
function landmark(id: string, draw: (c: CanvasRenderingContext2D, mid: number) => void): Picture[] {
  return paint(`landmark-${id}`, 18, (c, size) => {
    c.beginPath();
    c.roundRect(1.5, 1.5, size - 3, size - 3, 3);
    c.fillStyle = token('--surface');
    c.fill();
    c.lineWidth = 1;
    c.strokeStyle = token('--line-strong');
    c.stroke();
    c.fillStyle = token('--muted');
    draw(c, size / 2);
  });
}

function cross(c: CanvasRenderingContext2D, mid: number): void {
  c.fillRect(mid - 1.4, mid - 4.5, 2.8, 9);
  c.fillRect(mid - 4.5, mid - 1.4, 9, 2.8);
}

function flame(c: CanvasRenderingContext2D, mid: number): void {
  c.beginPath();
  c.moveTo(mid + 0.6, mid - 5);
  c.bezierCurveTo(mid + 1.2, mid - 2, mid + 4.2, mid - 0.6, mid + 3.6, mid + 2.2);
  c.bezierCurveTo(mid + 3, mid + 5.4, mid - 3, mid + 5.4, mid - 3.6, mid + 2.2);
  c.bezierCurveTo(mid - 4, mid - 0.2, mid - 1.6, mid - 0.6, mid + 0.6, mid - 5);
  c.fill();
}

function shield(c: CanvasRenderingContext2D, mid: number): void {
  c.beginPath();
  c.moveTo(mid, mid - 5);
  c.lineTo(mid + 4, mid - 3.4);
  c.bezierCurveTo(mid + 4, mid + 1, mid + 2.6, mid + 3.4, mid, mid + 5);
  c.bezierCurveTo(mid - 2.6, mid + 3.4, mid - 4, mid + 1, mid - 4, mid - 3.4);
  c.fill();
}

export function pictures(): Picture[] {
  const all = [...draft(), ...roadSign('road-closed'), ...roadSign('road-slow'), ...roadSign('road-open'), ...landmark('hospital', cross), ...landmark('fire_station', flame), ...landmark('police', shield)];
  for (const level of [1, 2, 3, 4, 5]) {
    for (const waiting of [true, false]) for (const chosen of [true, false]) all.push(...incident(level, waiting, chosen));
  }
  for (const status of UNIT_STATUSES) for (const chosen of [true, false]) all.push(...unit(status, chosen));
  return all;
}
