import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page, Route } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { closeBrowser, person } from "../support/browser.ts";
import { chatWindow } from "../support/chat-window.ts";
import { ownersConsole } from "../support/console.ts";
import { serveEngine, shared } from "../support/engine.ts";
import { hostPage } from "../support/host-page.ts";
import { picture } from "../support/picture.ts";

afterAll(closeBrowser);
/** One engine for all, without a model: files need none. */
const engine = shared(async () => {
  const folder = await mkdtemp(join(tmpdir(), "parley-files-"));
  return { ...(await serveEngine({ store: folder })), folder };
});

const PNG = { name: "parcel.png", mimeType: "image/png", buffer: picture(640, 480) };
const textOf = (name: string, bytes: number) => ({
  name,
  mimeType: "text/plain",
  buffer: Buffer.from("All work and no play makes a dull parcel.\n".repeat(Math.ceil(bytes / 42)).slice(0, bytes)),
});

/** A visitor in front of the chat, on a page whose policy lets files through and little else. */
async function visitor() {
  const running = await engine();
  const ann = await person({ locale: "en", reducedMotion: "reduce" });
  const page = await ann.newPage();
  await page.goto(await hostPage(running.url, { strict: true, files: true }));
  const chat = chatWindow(page);
  await chat.open();
  return { running, ann, page, chat, clip: chat.panel.getByLabel("Attach files") };
}

/** Holds the second piece of what is sent. `met` brings it once it is there. */
async function holdSecondPiece(page: Page): Promise<{ met: Promise<Route> }> {
  let pieces = 0;
  let hold: (route: Route) => void = () => {};
  const met = new Promise<Route>((resolve) => {
    hold = resolve;
  });
  await page.route("**/files/*", (route) => {
    if (route.request().method() !== "PATCH" || ++pieces !== 2) return route.fallback();
    return hold(route);
  });
  return { met };
}

test("[C7] a visitor sends a picture and a document, the agent sees both and sends one back", async () => {
  const { running, ann, chat, clip } = await visitor();
  const { olivia, page: desk } = await ownersConsole(running);
  await clip.setInputFiles([PNG, textOf("offer 报价.txt", 900)]);
  const own = chat.panel.getByRole("button", { name: "View picture: parcel.png" });
  await own.waitFor();
  await chat.panel.getByRole("link", { name: "Download: offer 报价.txt" }).waitFor();
  // Room is kept before it is there, and it is there.
  const image = own.locator("img");
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.complete && one.naturalWidth > 0)).toBe(true);
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => [one.width, one.height])).toEqual([220, 165]);

  await own.click();
  const whole = chat.panel.getByRole("dialog", { name: "parcel.png" });
  await expect.poll(() => whole.getByRole("img").evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(640);
  await whole.getByRole("button", { name: "Close picture" }).press("Tab");
  await expect
    .poll(() => whole.evaluate((one) => one.contains((one.getRootNode() as ShadowRoot).activeElement)))
    .toBe(true);
  await whole.press("Escape");
  await whole.waitFor({ state: "detached" });
  await expect.poll(() => own.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one)).toBe(true);

  await chat.personButton.click();
  await desk.locator(".row a").first().click();
  await desk.getByRole("button", { name: "View picture: parcel.png" }).waitFor();
  const [download] = await Promise.all([
    desk.waitForEvent("download"),
    desk.getByRole("link", { name: "Download: offer 报价.txt" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("offer 报价.txt");
  await desk.getByRole("button", { name: "Claim" }).first().click();
  await desk.getByLabel("Send files").setInputFiles([{ ...PNG, name: "label.png" }]);
  await chat.panel.getByRole("button", { name: "View picture: label.png" }).waitFor();
  await desk.getByRole("button", { name: "View picture: label.png" }).waitFor();
  // Who is not signed in yet is told so.
  const others = olivia.complaints.filter((one) => !one.includes("401"));
  expect([ann.complaints, others]).toEqual([[], []]);
});

test("[C7] a reload in the middle of an upload goes on where it was", async () => {
  const { page, chat, clip } = await visitor();
  const second = await holdSecondPiece(page);
  await clip.setInputFiles(textOf("long.txt", 2_500_000));
  await second.met;
  await chat.panel.getByRole("progressbar", { name: "long.txt" }).waitFor();
  const made: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/files")) made.push(request.url());
  });
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.reload();
  await chat.panel.getByRole("link", { name: "Download: long.txt" }).waitFor();
  await expect.poll(() => chat.panel.getByRole("progressbar").count()).toBe(0);
  expect(made).toEqual([]);
  await expect.poll(() => chat.panel.getByRole("link", { name: "Download: long.txt" }).count()).toBe(1);
});

test("[C7] a link that is cut in the middle of a piece is no end: the file arrives, once", async () => {
  const { page, chat, clip } = await visitor();
  const second = await holdSecondPiece(page);
  await clip.setInputFiles(textOf("cut.txt", 2_500_000));
  await (await second.met).abort("connectionreset");
  await chat.panel.getByRole("link", { name: "Download: cut.txt" }).waitFor();
  await expect.poll(() => chat.panel.getByRole("link", { name: "Download: cut.txt" }).count()).toBe(1);
});

test("[C7] what is dropped on the panel or pasted is sent, and the page stays", async () => {
  const { page, chat } = await visitor();
  const give = (type: "drop" | "paste", name: string) =>
    chat.composer.evaluate(
      (field, [type = "", name = ""]) => {
        const data = new DataTransfer();
        data.items.add(new File(["words"], name, { type: "text/plain" }));
        const event =
          type === "drop"
            ? new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true, composed: true })
            : new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true, composed: true });
        return !field.dispatchEvent(event);
      },
      [type, name],
    );
  await chat.panel.getByLabel("Attach files").waitFor({ state: "attached" });
  const before = page.url();
  expect([await give("drop", "dropped.txt"), await give("paste", "pasted.txt")]).toEqual([true, true]);
  for (const name of ["dropped.txt", "pasted.txt"])
    await chat.panel.getByRole("link", { name: `Download: ${name}` }).waitFor();
  expect(page.url()).toBe(before);
});

test("[C7] what is refused says why in the visitor's language, and goes where they say so", async () => {
  const { chat, clip } = await visitor();
  await clip.setInputFiles([
    { name: "page.html", mimeType: "text/html", buffer: Buffer.from("<script>alert(1)</script>") },
  ]);
  await chat.panel.getByRole("alert").getByText("Files of this type cannot be sent.").waitFor();
  await chat.panel.getByRole("button", { name: "Delete" }).click();
  await chat.panel.getByText("page.html", { exact: true }).waitFor({ state: "detached" });
});
