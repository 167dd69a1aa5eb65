const UNITS = ["B", "kB", "MB", "GB"];

/** A size as people read it, in their language's figures: `2.4 MB`. */
export function sizeIn(locale: string, bytes: number): string {
  const unit = Math.min(3, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const count = bytes / 1024 ** unit;
  return `${count.toLocaleString(locale, { maximumFractionDigits: count < 10 && unit > 0 ? 1 : 0 })} ${UNITS[unit]}`;
}
