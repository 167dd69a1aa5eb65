import * as v from "valibot";
import { expect, test } from "vitest";
import { Logo, pictureIn } from "./logo.ts";

const base64 = (bytes: readonly number[] | string) =>
  btoa(typeof bytes === "string" ? bytes : String.fromCharCode(...bytes));
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13];
const JPEG = [0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70];
const webp = (size: number) => [82, 73, 70, 70, size, 255, 3, 0, 87, 69, 66, 80, 86, 80, 56, 32];

test.each([
  ["image/png", PNG],
  ["image/jpeg", JPEG],
  ["image/webp", webp(0)],
  ["image/webp", webp(251)],
])("a picture is what its bytes say: %s", (type, bytes) => {
  expect(pictureIn(`data:${type};base64,${base64(bytes)}`)).toEqual({ type, content: base64(bytes) });
});

test.each([
  ["SVG, which a browser runs", `data:image/svg+xml;base64,${base64("<svg onload=alert(1)>")}`],
  ["SVG that says it is PNG", `data:image/png;base64,${base64("<svg onload=alert(1)>")}`],
  ["a page that says it is JPEG", `data:image/jpeg;base64,${base64("<!doctype html>")}`],
  ["PNG that says it is JPEG", `data:image/jpeg;base64,${base64(PNG)}`],
  ["GIF", `data:image/gif;base64,${base64("GIF89a")}`],
  ["RIFF that is no WebP", `data:image/webp;base64,${base64("RIFF\u0000\u0000\u0000\u0000WAVEfmt ")}`],
  ["what is no base64", `data:image/png;base64,iVBORw0KGgo"/><script>`],
  ["an address", "https://shop.example/logo.png"],
  ["nothing", ""],
])("%s is no picture", (_what, address) => {
  expect(v.safeParse(Logo, address).success).toBe(false);
});

test("a picture has at most 32 KiB", () => {
  const long = (bytes: number) =>
    `data:image/png;base64,${base64([...PNG, ...Array.from({ length: bytes - 12 }, () => 7)])}`;
  expect(v.safeParse(Logo, long(32 * 1024)).success).toBe(true);
  expect(v.safeParse(Logo, long(32 * 1024 + 64)).issues?.[0]?.message).toBe("at most 32 KiB");
});
