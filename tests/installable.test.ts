import { expect, test } from "vitest";
import { startEngine } from "./support/engine.ts";

/** Width and height of a PNG, as its header says. */
const sizeOf = (png: Buffer) => `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;

test("the console is an app that can be installed: its manifest, and icons of the sizes that it names, may be fetched", async () => {
  const { url } = await startEngine();
  const page = await fetch(`${url}/console/`);
  expect(page.headers.get("content-security-policy")).toContain("manifest-src 'self'");
  expect(await page.text()).toContain('rel="manifest" href="manifest.webmanifest"');
  const answer = await fetch(`${url}/console/manifest.webmanifest`);
  expect(answer.headers.get("content-type")).toContain("application/manifest+json");
  const { start_url, scope, display, icons } = await answer.json();
  expect({ start_url, scope, display }).toEqual({ start_url: "./", scope: "./", display: "standalone" });
  for (const { src, sizes, type } of icons) {
    const icon = await fetch(`${url}/console/${src}`);
    expect(icon.headers.get("content-type")).toContain(type);
    const content = Buffer.from(await icon.arrayBuffer());
    if (type === "image/png") expect(sizeOf(content)).toBe(sizes);
  }
});
