// Shortcuts of one key, or two in a row ("g q"). They stay silent while somebody types and while
// an input method composes, because pinyin letters are not commands.

export type Keymap = Record<string, (event: KeyboardEvent) => void>;

const SEQUENCE_MS = 1200;

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Whether the key belongs to the page as a whole. 229 is what older input methods send. */
export function isCommand(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229) return false;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  return !isTyping(event.target);
}

export function shortcuts(keymap: Keymap): (event: KeyboardEvent) => void {
  const starts = new Set(Object.keys(keymap).filter((keys) => keys.includes(' ')).map((keys) => keys.slice(0, 1)));
  let first = '';
  let firstAt = 0;
  return (event) => {
    if (!isCommand(event)) return;
    const pair = event.timeStamp - firstAt < SEQUENCE_MS ? `${first} ${event.key}` : '';
    first = '';
    const run = keymap[pair] ?? (starts.has(event.key) ? undefined : keymap[event.key]);
    if (run) {
      event.preventDefault();
      run(event);
    } else if (starts.has(event.key)) {
      first = event.key;
      firstAt = event.timeStamp;
    }
  };
}
