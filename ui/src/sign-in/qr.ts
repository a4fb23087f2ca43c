// The picture of the server is taken apart and drawn anew, so that nothing else in it comes along.

export interface Picture {
  box: string;
  path: string;
}

export function pictureOf(svg: string): Picture | null {
  const box = /viewBox="([\d ]+)"/.exec(svg)?.[1];
  const path = /<path d="([MmhvHVlLzZ\d ,.-]+)"/.exec(svg)?.[1];
  return box && path ? { box, path } : null;
}

/** A secret to be typed, in groups that an eye can keep. */
export function inFours(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}
