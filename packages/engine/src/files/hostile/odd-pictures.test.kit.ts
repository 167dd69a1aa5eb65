import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { picture } from "../pictures.test.kit.ts";
import {
  HTML,
  type Hostile,
  one,
  refused,
  saved,
  SCRIPT,
  shown,
  text,
  bytes,
  words,
  zip,
  half,
} from "./making.test.kit.ts";

function chunk(type: string, data: Buffer): Buffer {
  const body = bytes(type, data);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10];
const u32 = (...numbers: number[]) => {
  const all = Buffer.alloc(4 * numbers.length);
  for (const [index, number] of numbers.entries()) all.writeUInt32BE(number, 4 * index);
  return all;
};

/** A picture that says it is as large as that, and is a few bytes. */
const hugePng = (side: number) =>
  bytes(
    PNG,
    chunk("IHDR", bytes(u32(side, side), [8, 6, 0, 0, 0])),
    chunk("IDAT", deflateSync(Buffer.alloc(1_000))),
    chunk("IEND", Buffer.alloc(0)),
  );

/** The same for a JPEG: the sides stand in its frame's header. */
async function hugeJpeg(): Promise<Buffer> {
  const made = await picture("jpeg");
  const at = made.findIndex((byte, index) => byte === 0xff && made[index + 1] === 0xc0);
  made.writeUInt16BE(65_000, at + 5);
  made.writeUInt16BE(65_000, at + 7);
  return made;
}

async function hugeGif(): Promise<Buffer> {
  const made = await picture("gif");
  made.writeUInt16LE(40_000, 6);
  made.writeUInt16LE(40_000, 8);
  return made;
}

/** A PNG that moves: one more frame, the same as the first. */
async function apng(): Promise<Buffer> {
  const made = await picture("png");
  const start = made.indexOf("IDAT") - 4;
  const end = made.indexOf("IEND") - 4;
  const data = made.subarray(start + 8, start + 8 + made.readUInt32BE(start));
  const control = (number: number) => chunk("fcTL", bytes(u32(number, 40, 20, 0, 0), [0, 1, 0, 10, 0, 0]));
  return bytes(
    made.subarray(0, start),
    chunk("acTL", u32(2, 0)),
    control(0),
    made.subarray(start, end),
    control(1),
    chunk("fdAT", bytes(u32(2), data)),
    made.subarray(end),
  );
}

async function moving(format: "gif" | "webp"): Promise<Buffer> {
  const frame = (background: string) =>
    sharp({ create: { width: 30, height: 30, channels: 3, background } })
      .png()
      .toBuffer();
  const frames = await Promise.all(["#f00", "#0f0", "#00f"].map(frame));
  return await sharp(frames, { join: { animated: true } })
    .toFormat(format)
    .toBuffer();
}

/** With details, so that half of it is not nearly all of it. */
const noise = (format: "jpeg" | "png" | "gif" | "webp") =>
  sharp({
    create: {
      width: 120,
      height: 120,
      channels: 3,
      background: "#888",
      noise: { type: "gaussian", mean: 128, sigma: 60 },
    },
  })
    .toFormat(format)
    .toBuffer();

/** Pictures that are something else as well, larger than they seem, damaged, or merely seldom. */
export async function oddPictures(): Promise<Hostile[]> {
  const [jpeg, png, gif, webp] = await Promise.all([picture("jpeg"), picture("png"), picture("gif"), picture("webp")]);
  const plain = sharp({ create: { width: 20, height: 20, channels: 3, background: "#36c" } });
  return [
    // Pictures that are something else as well.
    one("GIF and JavaScript", "a.gif", bytes(gif, `/*${SCRIPT}*/=1;`), shown("a.gif", "image/gif")),
    one("JavaScript that begins as a GIF", "a.js", bytes("GIF89a=1;", SCRIPT), refused("broken")),
    one("JPEG and HTML", "a.html", bytes(jpeg, HTML), shown("a.jpg", "image/jpeg")),
    one(
      "PNG with HTML in it",
      "a.png",
      bytes(png.subarray(0, -12), chunk("tEXt", text(`Comment\0${HTML}`)), png.subarray(-12)),
      shown("a.png", "image/png"),
    ),
    one("WebP and PHP", "a.php", bytes(webp, "<?php system($_GET[0]); ?>"), shown("a.webp", "image/webp")),
    one("JPEG and zip", "a.jpg", bytes(jpeg, zip({ "evil.exe": "MZ" })), shown("a.jpg", "image/jpeg")),
    one("PDF and zip", "a.pdf", bytes("%PDF-1.4\n", zip({ "a.js": SCRIPT })), saved("a.pdf", "application/pdf")),
    one(
      "PDF with JavaScript",
      "a.pdf",
      text("%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n"),
      saved("a.pdf", "application/pdf"),
    ),
    one("HTML with a PDF behind it", "a.pdf", text(`${HTML}\n%PDF-1.4`), refused("type")),
    one("a PNG of 50,000 by 50,000", "big.png", hugePng(50_000), refused("pixels")),
    one("a JPEG of 65,000 by 65,000", "big.jpg", await hugeJpeg(), refused("pixels")),
    one("a GIF that says it is 40,000 by 40,000", "big.gif", await hugeGif(), shown("big.gif", "image/gif")),
    // Damage.
    one("half of a JPEG", "cut.jpg", half(await noise("jpeg")), refused("broken")),
    one("half of a PNG", "cut.png", half(await noise("png")), refused("broken")),
    one("half of a GIF", "cut.gif", half(await noise("gif")), refused("broken")),
    one("half of a WebP", "cut.webp", half(await noise("webp")), refused("broken")),
    one("the beginning of a PNG", "head.png", bytes(PNG, Buffer.alloc(20)), refused("type")),
    one("the beginning of a JPEG", "head.jpg", bytes([0xff, 0xd8, 0xff, 0xe0], Buffer.alloc(20)), refused("broken")),
    // Pictures that are odd and fine.
    one("an animated PNG", "moves.png", await apng(), shown("moves.png", "image/png")),
    one("an animated GIF", "moves.gif", await moving("gif"), shown("moves.gif", "image/gif")),
    one("an animated WebP", "moves.webp", await moving("webp"), shown("moves.webp", "image/webp")),
    one("a photo with its place", "photo.jpeg", jpeg, shown("photo.jpeg", "image/jpeg")),
    one(
      "a photo with a profile",
      "photo.jpg",
      await plain.clone().withIccProfile("p3").jpeg().toBuffer(),
      shown("photo.jpg", "image/jpeg"),
    ),
    one(
      "a photo for printers",
      "print.jpg",
      await plain.clone().toColourspace("cmyk").jpeg().toBuffer(),
      shown("print.jpg", "image/jpeg"),
    ),
    one(
      "a PNG of 16 bits",
      "deep.png",
      await plain.clone().toColourspace("rgb16").png().toBuffer(),
      shown("deep.png", "image/png"),
    ),
    one("a PNG that is called a JPEG", "photo.jpg", png, shown("photo.png", "image/png")),
    one("a picture that is called a program", "photo.exe", jpeg, shown("photo.jpg", "image/jpeg")),
    one(
      "a picture of no browser",
      "scan.tiff",
      await plain.clone().tiff().toBuffer(),
      saved("scan.tiff", "image/tiff"),
    ),
    // Names that lie.
    one("a picture with two endings", "photo.jpg.exe", jpeg, shown("photo.jpg", "image/jpeg")),
    one("a picture whose name is turned round", "invoice\u202Egpj.exe", jpeg, shown("invoicegpj.jpg", "image/jpeg")),
    one("a picture whose name ends behind a NUL", "photo.jpg\0.html", jpeg, shown("photo.jpg", "image/jpeg")),
    one("words with two endings", "notes.txt.exe", words, refused("type")),
    one("words whose name is turned round", "invoice\u202Etxt.exe", words, refused("type")),
    one("words that would change a server", ".htaccess", words, refused("type")),
  ];
}
