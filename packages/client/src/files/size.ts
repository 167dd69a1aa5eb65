const UNITS = ["B", "kB", "MB", "GB"];

/** A size as people read it, in their language's figures: `2.4 MB`. */
export function sizeIn(locale: string, bytes: number): string {
  const unit = Math.min(3, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const count = bytes / 1024 ** unit;
  return `${count.toLocaleString(locale, { maximumFractionDigits: count < 10 && unit > 0 ? 1 : 0 })} ${UNITS[unit]}`;
}

/** A picture stays large enough to be pressed. Pixels. */
const NARROW = 48;

/** The room that a picture takes where there is no more than that. Pixels. */
export function roomOf(width: number, height: number, [wide, high]: readonly [number, number]) {
  const scale = Math.min(1, wide / width, high / height);
  const sized = (pixels: number) => Math.max(NARROW, Math.round(pixels * scale));
  return { width: sized(width), height: sized(height) };
}
