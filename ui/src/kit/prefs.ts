// Choices of this browser: seat, language, theme. Private windows may refuse storage, and a desk
// must still open then.

export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(`answerable.${key}`);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`answerable.${key}`, value);
  } catch {
    // The choice lasts as long as the page.
  }
}
