import sharp from "sharp";

/** A picture of one colour, with what cameras write into theirs. */
export const picture = (format: "jpeg" | "png" | "gif" | "webp", width = 40, height = 20): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: "#c33" } })
    .withExif({ IFD0: { Copyright: "secret owner" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 3230/100" } })
    .toFormat(format)
    .toBuffer();

export const metadataOf = (bytes: Buffer) => sharp(bytes).metadata();
