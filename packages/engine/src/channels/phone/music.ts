/** Samples a second, as on the telephone. */
const RATE = 8_000;
const SECONDS = 10;
/** Semitones above the lowest note, a quarter of a second each; a rest where there is none. */
const TUNE = [0, 7, 12, 16, 12, 7, 5, 9, 12, 17, 12, 9, 7, 11, 14, 19, 14, 11, 0, 7, 12, 16, 12, 7];
const LOWEST = 196;
const NOTE = (SECONDS / 40) * RATE;

/** Music for who waits: a broken chord, softly, as a WAV file of 16 bits. */
export function music(): Buffer {
  const samples = Buffer.alloc(SECONDS * RATE * 2);
  for (let index = 0; index < SECONDS * RATE; index += 1) samples.writeInt16LE(Math.round(sampleAt(index)), index * 2);
  return wav(samples, RATE);
}

function sampleAt(index: number): number {
  const note = Math.floor(index / NOTE);
  const semitones = TUNE[note % TUNE.length] ?? 0;
  const inNote = (index % NOTE) / NOTE;
  const loudness = 4_000 * Math.min(1, inNote * 20) * (1 - inNote) ** 1.5;
  return loudness * Math.sin((2 * Math.PI * LOWEST * 2 ** (semitones / 12) * index) / RATE);
}

/** Samples of 16 bits as a WAV file with one channel. */
export function wav(samples: Buffer, rate: number): Buffer {
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}
