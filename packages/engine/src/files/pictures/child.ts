import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FromPictures, Remade, ToPictures } from "./messages.ts";

/** Pixels that a picture may have, all of its frames together: what cameras make. They take up to 1.1 GB on their way (turned, 16 bits a colour). */
const PIXELS = 64_000_000;
/** The longer side of a preview, in pixels. */
const PREVIEW = 640;

// A process of its own: what breaks a decoder breaks no engine, and what a picture takes of memory is given back.
const loading = import("sharp").then(
  ({ default: sharp }) => {
    sharp.cache(false);
    sharp.concurrency(1);
    return sharp;
  },
  () => undefined,
);
type Sharp = NonNullable<Awaited<typeof loading>>;

const tell = (answer: FromPictures) => process.send?.(answer);
process.on("message", (asked: ToPictures) => void read(asked).then(tell));
process.on("disconnect", () => process.exit());
// What ends the engine is often sent to both; the engine says when it needs no pictures any more.
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => {});
// Where memory is short (Linux), this process is to end and not the engine.
writeFile("/proc/self/oom_score_adj", "500").catch(() => {});

async function read(asked: ToPictures): Promise<FromPictures> {
  const sharp = await loading;
  if (!sharp) return { is: "unavailable" };
  tell({ is: "begun" });
  const watch = spending(asked.processor);
  return await Promise.race([remake(sharp, asked), watch.spent]).finally(watch.stop);
}

/** `spent` once this process took so many milliseconds of processor time: of that a busy machine takes no more than an idle one. */
function spending(most: number): { spent: Promise<FromPictures>; stop: () => void } {
  const before = process.cpuUsage();
  let timer: NodeJS.Timeout | undefined;
  const spent = new Promise<FromPictures>((resolve) => {
    function look(): void {
      const { user, system } = process.cpuUsage(before);
      if ((user + system) / 1_000 >= most) resolve({ is: "tooLong" });
    }
    timer = setInterval(look, 500);
    look();
  });
  return { spent, stop: () => clearInterval(timer) };
}

async function remake(sharp: Sharp, { path, folder, type }: ToPictures): Promise<FromPictures> {
  const open = (animated: boolean) =>
    sharp(path, { limitInputPixels: PIXELS, failOn: "error", sequentialRead: true, animated });
  try {
    const { width, height, pages = 1, format } = await open(false).metadata();
    if (format !== FORMATS[type]) return { is: "refused", problem: "broken" };
    if (width * height > PIXELS) return { is: "refused", problem: "pixels" };
    // What moves goes on moving, unless it would take too much: then its first frame stands for it.
    const moves = pages > 1 && width * height * pages <= PIXELS;
    const whole = join(folder, "whole");
    const made = await open(moves).autoOrient().toColourspace("srgb").toFormat(format, HOW[format]).toFile(whole);
    const small = join(folder, "preview");
    const preview = await open(false)
      .autoOrient()
      .resize(PREVIEW, PREVIEW, { fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#fff" })
      .toColourspace("srgb")
      .jpeg({ quality: 78 })
      .toFile(small);
    const size = { width: made.width, height: made.pageHeight ?? made.height };
    const remade: Remade = { ...size, whole, bytes: made.size, preview: small, previewBytes: preview.size };
    return { is: "made", ...remade };
  } catch (cause) {
    const problem = /pixel limit/i.test(String(cause)) ? "pixels" : "broken";
    return { is: "refused", problem };
  }
}

/** What each type is called by the decoder; it has others, which nobody is to reach. */
const FORMATS: Readonly<Record<string, keyof typeof HOW>> = {
  "image/jpeg": "jpeg",
  "image/png": "png",
  "image/gif": "gif",
  "image/webp": "webp",
};

const HOW = { jpeg: { quality: 88 }, png: {}, gif: {}, webp: { quality: 86 } } as const;
