/** A source of random bytes; browsers and Node both have it. */
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");

/**
 * A new id that sorts by the time it was made: UUID version 7 (RFC 9562, section 5.7). Made once by whoever
 * sends something, so that what is sent again is recognised. Works in pages without a secure context too.
 */
export function newId(now: number = Date.now()): string {
  const random = Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => hex(byte, 2)).join("");
  const digits = hex(now, 12) + random;
  const variant = "89ab".charAt(Number(`0x${digits.charAt(15)}`) & 3);
  const [time, rest] = [`${digits.slice(0, 8)}-${digits.slice(8, 12)}`, digits.slice(20)];
  return `${time}-7${digits.slice(12, 15)}-${variant}${digits.slice(16, 19)}-${rest}`;
}
