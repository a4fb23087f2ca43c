// Decimal numbers in ASCII, without signs, spaces or leading zeros.

const U64_MAX = (1n << 64n) - 1n;

/** The number, or null when the text is not its one spelling or it does not fit 64 bits. */
export function decimal(text: string): bigint | null {
  if (!/^(0|[1-9][0-9]{0,19})$/.test(text)) return null;
  const number = BigInt(text);
  return number <= U64_MAX ? number : null;
}
