// What a screen reader should say, and what the eye sees for a moment at the foot of the screen.

let spoken = $state('');
let shown = $state<{ text: string; id: number } | null>(null);
let count = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

export const announcer = {
  get spoken(): string {
    return spoken;
  },
  get shown(): { text: string; id: number } | null {
    return shown;
  },
  /** Politely, for news that came by itself. */
  say(text: string): void {
    spoken = text;
  },
  /** For the answer to an act: seen for a few seconds, and spoken. */
  show(text: string): void {
    count += 1;
    shown = { text, id: count };
    spoken = text;
    clearTimeout(timer);
    timer = setTimeout(() => (shown = null), 5000);
  },
};
