// The policy that a server put into the page when somebody saved it.

/** Null when there is none, or when it is not of the form `{"policy": "…"}`. */
export function savedPolicy(): string | null {
  try {
    const value = JSON.parse(document.getElementById('saved-policy')?.textContent ?? 'null') as { policy?: unknown } | null;
    return typeof value?.policy === 'string' ? value.policy : null;
  } catch {
    return null;
  }
}
