// One symbol for each state, the same on screen, on the map and on paper. They come from blocks
// that DejaVu, Noto, Segoe and PingFang all carry, in text form, never as colour pictures.

import type { IncidentState, Mark, Progress, UnitStatus } from '../api/types';

export const STATUS_SYMBOL: Record<UnitStatus, string> = {
  available: '●',
  reserved: '◔',
  sent: '?',
  acknowledged: '✓',
  departed: '▸',
  on_scene: '◆',
  transporting: '⇄',
  at_destination: '⌂',
  returning: '◂',
  out_of_service: '✕',
  off_shift: '○',
};

export const PROGRESS_SYMBOL: Record<Progress, string> = {
  waiting: '!',
  sent: '?',
  acknowledged: '✓',
  departed: '▸',
  on_scene: '◆',
  transporting: '⇄',
  at_destination: '⌂',
  done: '◂',
};

export const MARK_SYMBOL: Record<Mark, string> = { late: '◷', out_of_order: '⇅', filled_in: '＋' };

export const STATE_SYMBOL: Record<IncidentState, string> = { open: '○', closed: '■', merged: '⇒' };
