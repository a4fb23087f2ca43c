// Words for one page of paper: what does not fit is left to the file, and the page says so.

export const SHOWN_MAX = 420;

export interface Shortened {
  text: string;
  cut: boolean;
}

export function shortened(text: string): Shortened {
  const signs = [...text];
  if (signs.length <= SHOWN_MAX) return { text, cut: false };
  return { text: `${signs.slice(0, SHOWN_MAX - 1).join('').trimEnd()}…`, cut: true };
}
