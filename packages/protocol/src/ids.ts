/** A source of random bytes; browsers and Node both have it. */
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");

/**
 * A new id that sorts by the time it was made: UUID version 7 (RFC 9562, section 5.7). Made once by whoever
 * sends something, so that what is sent again is recognised. Works in pages without a secure context too.
 */
export function newId(now: number = Date.now()): string {
  const random = crypto.getRandomValues(new Uint8Array(10));
  // The first digit gives way to the version, two bits of the third byte to the variant.
  const digits = Array.from(random, (byte, index) => hex(index === 2 ? (byte & 63) | 128 : byte, 2)).join("");
  return `${hex(now, 12)}7${digits.slice(1)}`.replace(/^(.{8})(....)(....)(....)/, "$1-$2-$3-$4-");
}
