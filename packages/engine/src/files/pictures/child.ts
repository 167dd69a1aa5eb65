import { join } from "node:path";
import type { FromPictures, Remade, ToPictures } from "./messages.ts";

/** Pixels that a picture may have, all of its frames together: what cameras make, and no more than 200 MB when it is unpacked. */
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

process.on("message", (asked: ToPictures) => {
  void remake(asked).then((answer) => process.send?.(answer satisfies FromPictures));
});
process.on("disconnect", () => process.exit());

async function remake({ path, folder, type }: ToPictures): Promise<FromPictures> {
  const sharp = await loading;
  if (!sharp) return { is: "unavailable" };
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
