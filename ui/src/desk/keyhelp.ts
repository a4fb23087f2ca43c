// The key map as the desk reads it.

/** Key and the Fluent key of its meaning, in the order the help shows them. */
export const KEY_HELP: readonly [string, string][] = [
  ['n', 'key-report'],
  ['r', 'key-reports'],
  ['/', 'key-search'],
  ['j', 'key-down'],
  ['k', 'key-up'],
  ['Enter', 'key-open'],
  ['s', 'key-send'],
  ['m', 'key-milestone'],
  ['o', 'key-caller'],
  ['a', 'key-note'],
  ['c', 'key-close'],
  ['x', 'key-roads'],
  ['v', 'key-cover'],
  ['i', 'key-me'],
  ['w', 'key-requests'],
  ['Alt A', 'key-advised'],
  ['Esc', 'key-back'],
  ['g q', 'key-queue'],
  ['g u', 'key-units'],
  ['g m', 'key-map'],
  ['?', 'key-help'],
];
