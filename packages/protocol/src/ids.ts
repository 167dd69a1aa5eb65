/** A source of random bytes; browsers and Node both have it. */
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");

/**
 * A new id that sorts by the time it was made: UUID version 7 (RFC 9562, section 5.7). Made once by whoever
 * sends something, so that what is sent again is recognised. Works in pages without a secure context too.
 */
export function newId(now: number = Date.now()): string {
  const random = crypto.getRandomValues(new Uint8Array(10));
  const at = (index: number) => random[index] ?? 0;
  const time = hex(now, 12);
  const versioned = hex(0x7000 | ((at(0) & 0x0f) << 8) | at(1), 4);
  const variant = hex(0x8000 | ((at(2) & 0x3f) << 8) | at(3), 4);
  const rest = Array.from(random.slice(4), (byte) => hex(byte, 2)).join("");
  return `${time.slice(0, 8)}-${time.slice(8)}-${versioned}-${variant}-${rest}`;
}
