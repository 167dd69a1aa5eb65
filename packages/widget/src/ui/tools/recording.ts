/** What is being recorded. */
export interface Recording {
  /** How long it is so far. */
  seconds: () => number;
  /** Ends it, and resolves to what there is. It may be asked again. */
  stop: () => Promise<File>;
}

/** What browsers record, the best first, and how a file of it is called. */
const TYPES = [
  ["audio/webm;codecs=opus", "webm"],
  ["audio/mp4", "m4a"],
  ["audio/ogg;codecs=opus", "ogg"],
] as const;

/** Begins to record. Rejects where the visitor does not let it, or there is no microphone. */
export async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const [type, ending] = TYPES.find(([one]) => MediaRecorder.isTypeSupported(one)) ?? [undefined, "webm"];
  const recorder = new MediaRecorder(stream, { ...(type && { mimeType: type }), audioBitsPerSecond: 32_000 });
  const parts: Blob[] = [];
  const began = Date.now();
  let ended: number | undefined;
  recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
  const over = new Promise<File>((resolve) => {
    recorder.addEventListener("stop", () => {
      for (const track of stream.getTracks()) track.stop();
      resolve(new File(parts, `voice.${ending}`, { type: recorder.mimeType }));
    });
  });
  recorder.start(1_000);
  return {
    seconds: () => Math.floor(((ended ?? Date.now()) - began) / 1_000),
    stop() {
      ended ??= Date.now();
      if (recorder.state !== "inactive") recorder.stop();
      return over;
    },
  };
}

/** As clocks show it. */
export const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
