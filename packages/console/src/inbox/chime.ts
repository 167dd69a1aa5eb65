import type { AlertKind } from "./alerts.ts";

/** Tones in Hz: one can hear what it is without looking. */
const TONES: Record<AlertKind, readonly number[]> = {
  waiting: [660, 880],
  reply: [784],
  offered: [880, 660, 880],
  transfer: [880, 660, 880],
  mention: [880, 1047],
};
/** Milliseconds in which one call is enough, however much happens. */
const QUIET = 1500;
let context: AudioContext | undefined;
let last = Number.NEGATIVE_INFINITY;

/** Soft tones. Silent where the browser does not let a page sound before it was touched. */
export function chime(kind: AlertKind): void {
  if (performance.now() - last < QUIET || !("AudioContext" in globalThis)) return;
  last = performance.now();
  context ??= new AudioContext();
  void context.resume();
  const start = context.currentTime;
  for (const [index, frequency] of TONES[kind].entries()) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const at = start + index * 0.16;
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.0001, at);
    volume.gain.exponentialRampToValueAtTime(0.12, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.3);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.32);
  }
}
