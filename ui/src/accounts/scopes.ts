// What a machine's key can be made for, with the words for it. A test holds it against the interface.

export const SCOPES: Record<string, string> = {
  receive: 'scope-receive',
  board: 'scope-board',
  feed: 'scope-feed',
  list: 'scope-list',
  incident: 'scope-incident',
  unit: 'scope-unit',
  positions: 'scope-positions',
  cover: 'scope-cover',
  reach: 'scope-reach',
  add_leg: 'scope-add_leg',
  clear: 'scope-clear',
  start_shift: 'scope-start_shift',
  end_shift: 'scope-end_shift',
  out_of_service: 'scope-out_of_service',
  in_service: 'scope-in_service',
  available: 'scope-available',
  entries: 'scope-entries',
  receipt: 'scope-receipt',
  status: 'scope-status',
  pack: 'scope-pack',
};
