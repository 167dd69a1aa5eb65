/** Bytes up to which sound is looked through for how long it takes: two hours of a voice. */
export const LONGEST_LOOK = 8 * 1_048_576;
/** Nobody says anything for longer; a number that is larger is none. */
const MOST = 86_400;

/** How many seconds a whole file of sound takes, where its type tells that without decoding it. */
export function secondsOf(type: string, bytes: Buffer): number | undefined {
  try {
    const rounded = Math.round((READERS[type]?.(bytes) ?? 0) * 10) / 10;
    return rounded > 0 && rounded < MOST ? rounded : undefined;
  } catch {
    // It is cut off, or no such file in truth.
    return undefined;
  }
}

const READERS: Readonly<Record<string, (bytes: Buffer) => number | undefined>> = {
  "audio/wav": ofWav,
  "audio/ogg": ofOgg,
  "audio/webm": ofWebm,
  "audio/amr": ofAmr,
  "audio/mp4": ofMp4,
};

function ofWav(bytes: Buffer): number | undefined {
  const perSecond = bytes.readUInt32LE(28);
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32LE(at + 4);
    if (bytes.toString("latin1", at, at + 4) === "data") return Math.min(size, bytes.length - at - 8) / perSecond;
    at += 8 + size + (size % 2);
  }
  return undefined;
}

/** Where the last page ends, in samples. */
function ofOgg(bytes: Buffer): number | undefined {
  const last = bytes.lastIndexOf("OggS");
  const vorbis = bytes.subarray(0, 200).indexOf("\u0001vorbis");
  const rate = vorbis < 0 ? 48_000 : bytes.readUInt32LE(vorbis + 12);
  return Number(bytes.readBigInt64LE(last + 6)) / rate;
}

/** Bytes of a frame by its mode, the byte before it counted in: each is 20 ms. */
const AMR = [13, 14, 16, 18, 20, 21, 27, 32, 6];

function ofAmr(bytes: Buffer): number | undefined {
  if (!bytes.subarray(0, 6).equals(Buffer.from("#!AMR\n"))) return undefined;
  let frames = 0;
  for (let at = 6; at < bytes.length; frames += 1) at += AMR[((bytes[at] ?? 0) >> 3) & 15] ?? 1;
  return frames / 50;
}

function ofMp4(bytes: Buffer): number | undefined {
  const at = bytes.indexOf("mvhd");
  if (at < 0) return undefined;
  const isLong = bytes[at + 4] === 1;
  const scale = bytes.readUInt32BE(at + (isLong ? 24 : 16));
  const duration = isLong ? Number(bytes.readBigUInt64BE(at + 28)) : bytes.readUInt32BE(at + 20);
  return duration / scale;
}

/** Elements of WebM that are gone into, and those that say when something sounds: milliseconds, as browsers and all others write it. */
const [SEGMENT, CLUSTER, TIME, BLOCK] = [0x18538067, 0x1f43b675, 0xe7, 0xa3];

/** Recorders do not say how long it is: the last block begins at the end. */
function ofWebm(bytes: Buffer): number | undefined {
  let [cluster, last] = [0, 0];
  for (let at = 0; at < bytes.length;) {
    const id = element(bytes, at, false);
    const size = element(bytes, at + id.length, true);
    const begins = at + id.length + size.length;
    if (id.value === TIME) cluster = bytes.readUIntBE(begins, size.value);
    // Behind the number of its track.
    if (id.value === BLOCK) last = Math.max(last, cluster + bytes.readInt16BE(begins + 1));
    at = id.value === SEGMENT || id.value === CLUSTER ? begins : begins + size.value;
  }
  return last / 1_000;
}

/** A number whose first bits say how long it is: with them where it is a name, without where it is a size. */
function element(bytes: Buffer, at: number, isSize: boolean): { value: number; length: number } {
  const first = bytes.readUInt8(at);
  const length = Math.clz32(first) - 23;
  if (length > 8) throw new RangeError("No element begins here.");
  let value = isSize ? first & (0xff >> length) : first;
  for (let next = 1; next < length; next += 1) value = value * 256 + bytes.readUInt8(at + next);
  return { value, length };
}
