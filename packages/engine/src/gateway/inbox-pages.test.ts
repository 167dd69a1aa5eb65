import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { PROTOCOL_VERSION, type Reply, type Welcome } from "@parley/protocol";
import { io as connect } from "socket.io-client";
import type { Express } from "express";
import { expect, onTestFinished, test } from "vitest";
import { createEngine } from "../engine.ts";
import { serveInboxes } from "./inbox-pages.ts";

/** An engine with two sites: the first one, and a German shop's Chinese one that only `https://zh.example` may show. */
async function open() {
  const store = await mkdtemp(join(tmpdir(), "inbox-pages-"));
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const engine = await createEngine({ store, logLevel: "silent", publicUrl: url });
  server.on("request", engine.app);
  engine.attach(server);
  const { dialog } = engine.services;
  const settings = {
    color: "#b3261e",
    title: { en: "Shop", "zh-CN": "小店" },
    starters: { "zh-CN": ["怎么退货", "运费多少"] },
    texts: { "zh-CN": { bot: "小帕" } },
    launcher: { side: "left" },
    languages: ["zh-CN"],
    allowedOrigins: ["https://zh.example"],
  };
  await dialog.makeInbox({ id: "shop-zh", channel: "web", name: "Shop", enabled: true, settings, by: "ann" });
  onTestFinished(async () => {
    await engine.close();
    server.closeAllConnections();
    server.close();
    await rm(store, { recursive: true });
  });

  /** Says hello as a widget of that page does, and answers whose conversation it is in, or why not. */
  async function hello(at: string, { inbox, origin, token }: { inbox?: string; origin?: string; token?: string } = {}) {
    const place = new URL(at, url);
    const socket = connect(`${place.origin}/visitor`, {
      path: `${place.pathname}socket.io/`,
      transports: ["websocket"],
      auth: { protocol: PROTOCOL_VERSION, inbox, token },
      extraHeaders: { origin: origin ?? url },
      reconnection: false,
    });
    onTestFinished(() => void socket.close());
    return await new Promise<{ code?: string; inboxId?: string | undefined; token?: string }>((resolve) => {
      socket.on("connect_error", (error) => resolve((error as Error & { data?: { code: string } }).data ?? {}));
      socket.emit("hello", { locale: "en" }, (reply: Reply<Welcome>) => {
        if (!reply.ok) return resolve(reply.error);
        resolve({ ...reply.value.conversation, token: reply.value.token });
      });
    });
  }

  /** What the script at an address makes of its tag, and whether the loader runs; what it says to the page's owner. */
  async function script(
    path: string,
    dataset: Record<string, string> = {},
    { language = "en", src = `${url}${path}` } = {},
  ) {
    const response = await fetch(`${url}${path}`);
    const text = await response.text();
    const [before = ""] = text.split("window.parley");
    const said: string[] = [];
    const added: { src: string; dataset: object }[] = [];
    const created = { dataset: {}, src: "" };
    const document = {
      currentScript: { dataset, src, after: (next: typeof created) => void added.push(next) },
      createElement: () => created,
      documentElement: { lang: language },
    };
    const console = { error: (words: string) => void said.push(words) };
    const asked = before.includes("if((") ? before.slice(3, before.indexOf("){(()=>")) : before;
    const runs: unknown = runInNewContext(asked, { document, console, navigator: { language }, encodeURIComponent });
    return { runs, dataset, added, said, headers: response.headers };
  }
  return { url, dialog, hello, script };
}

test("[V10] a widget is of the inbox that it names, of the one at whose address it is, else of the first", async () => {
  const { hello } = await open();
  const origin = "https://zh.example";
  expect(await hello("/")).toMatchObject({ inboxId: "web" });
  expect(await hello("/", { inbox: "shop-zh", origin })).toMatchObject({ inboxId: "shop-zh" });
  expect(await hello("/i/shop-zh/", { origin })).toMatchObject({ inboxId: "shop-zh" });
  expect(await hello("/i/web/", { inbox: "shop-zh", origin })).toMatchObject({ inboxId: "shop-zh" });
});

test("[V8, V10] each inbox has sites of its own, and what is not there or switched off says so", async () => {
  const { hello, dialog } = await open();
  expect(await hello("/", { origin: "https://any.example" })).toMatchObject({ inboxId: "web" });
  expect(await hello("/i/shop-zh/", { origin: "https://any.example" })).toMatchObject({ code: "forbidden" });
  expect(await hello("/i/nope/")).toMatchObject({ code: "notFound", details: { inbox: "nope" } });
  await dialog.changeInbox({ id: "shop-zh", version: 1, enabled: false, by: "ann" });
  const off = { code: "forbidden", details: { inbox: "shop-zh" } };
  await expect.poll(() => hello("/i/shop-zh/", { origin: "https://zh.example" })).toMatchObject(off);
});

test("[V10] who comes to two sites with one token has a conversation in each", async () => {
  const { hello } = await open();
  const first = await hello("/");
  const second = await hello("/i/shop-zh/", {
    origin: "https://zh.example",
    ...(first.token && { token: first.token }),
  });
  expect([first, second]).toMatchObject([{ inboxId: "web" }, { inboxId: "shop-zh" }]);
  expect(second).toMatchObject({ token: first.token });
});

test("[V10] the script of an inbox says what the tag does not, by language, and the tag goes before it", async () => {
  const { script } = await open();
  const { runs, dataset, headers } = await script("/i/shop-zh/widget.js", { color: "#000000" });
  expect(runs).toBe(true);
  expect(dataset).toEqual({
    color: "#000000",
    position: "left",
    titleEn: "Shop",
    titleZh: "小店",
    startersZh: "怎么退货|运费多少",
    botZh: "小帕",
    locale: "zh-CN",
  });
  expect(headers.get("cache-control")).toBe("public, max-age=60");
  expect(headers.get("etag")).toBeTruthy();
  expect((await script("/i/shop-zh/widget.js", {}, { language: "zh-TW" })).dataset).not.toHaveProperty("locale");
  expect((await script("/widget.js")).dataset).toEqual({});
});

test("[L10, V10] a workspace that speaks some languages only says so in the scripts of inboxes that name none", async () => {
  const { url, dialog, script } = await open();
  const speaks = async (path: string, language: string) => {
    const { dataset } = await script(path, {}, { language });
    return { ...dataset }["locale"] ?? language;
  };
  expect(await speaks("/widget.js", "fr")).toBe("fr");
  const { version, value } = (await dialog.settings({})).workspace;
  const changed = { ...value, languages: ["zh-CN", "en", "fil"], onlyLanguages: true };
  await dialog.changeSettings({ name: "workspace", version, value: changed, by: "ann" });
  await expect.poll(() => speaks("/widget.js", "fr")).toBe("en");
  expect(await speaks("/widget.js", "fi")).toBe("en");
  expect(await speaks("/widget.js", "zh-TW")).toBe("zh-TW");
  expect(await speaks("/i/shop-zh/widget.js", "en")).toBe("zh-CN");
  const { languages } = (await (await fetch(`${url}/i/web/looks.json`)).json()) as { languages: string[] };
  expect(languages).toEqual(["en", "zh-CN", "fil"]);
});

test("[V10] a tag that names another inbox loads that one's script; one that is not there is said to the page's owner", async () => {
  const { url, script } = await open();
  const other = await script("/widget.js", { inbox: "shop-zh", color: "#000000" });
  expect(other).toMatchObject({ runs: false });
  expect(other.added).toMatchObject([
    { src: `${url}/i/shop-zh/widget.js`, dataset: { inbox: "shop-zh", color: "#000000" } },
  ]);
  const below = await script("/i/shop-zh/widget.js", { inbox: "web" });
  expect(below.added).toMatchObject([{ src: `${url}/i/web/widget.js` }]);
  expect((await script("/i/shop-zh/widget.js", { inbox: "shop-zh" })).runs).toBe(true);
  expect((await script("/i/nope/widget.js")).said).toEqual(["parley: There is no such inbox."]);
});

test("[V10] an engine below a path that ends like an inbox's address keeps its path", async () => {
  const { script } = await open();
  const src = "https://h.example/api/parley/widget.js";
  const { added } = await script("/widget.js", { inbox: "shop-zh" }, { src });
  expect(added).toMatchObject([{ src: "https://h.example/api/parley/i/shop-zh/widget.js" }]);
});

test("[V10] what went wrong inside is not said to the page's owner", async () => {
  const handlers = new Map<string, (request: object, response: object) => Promise<void>>();
  const app = { get: (path: string, handler: never) => handlers.set(path, handler) } as unknown as Express;
  const said: string[] = [];
  const response = { set: () => response, type: () => response, send: (body: string) => said.push(body) };
  serveInboxes(app, {
    liveOf: async () => ({}),
    looksOf: () => Promise.reject(new Error("connect ECONNREFUSED 10.0.0.7")),
  });
  await handlers.get("/i/:inbox/widget.js")?.({ params: { inbox: "x" }, acceptsEncodings: () => false }, response);
  expect(said).toEqual(['console.error("parley: something went wrong")']);
});

test("[V10] who brings the widget along asks what an inbox looks like", async () => {
  const { url } = await open();
  const looks = async (id: string) => await (await fetch(`${url}/i/${id}/looks.json`)).json();
  expect(await looks("shop-zh")).toMatchObject({
    options: { color: "#b3261e", titleZh: "小店" },
    languages: ["zh-CN"],
  });
  expect(JSON.stringify(await looks("shop-zh"))).not.toContain("zh.example");
  expect(await looks("nope")).toMatchObject({ error: { code: "notFound" } });
});

test("[V10] words in what is no language, which a version before took, take nothing else from a widget", async () => {
  const { dialog, script, url } = await open();
  const settings = { color: "#b3261e", title: { "zh-CN-12": "怪", en: "Shop" }, languages: ["en-12", "de"] };
  await dialog.makeInbox({ id: "odd", channel: "web", name: "Odd", enabled: true, settings, by: "ann" });
  const { runs, dataset } = await script("/i/odd/widget.js");
  expect({ runs, dataset }).toEqual({ runs: true, dataset: { color: "#b3261e", titleEn: "Shop", locale: "de" } });
  expect(await (await fetch(`${url}/i/odd/looks.json`)).json()).toEqual({
    options: { color: "#b3261e", titleEn: "Shop" },
    languages: ["de"],
  });
});

test("[V10] an inbox's logo is served as the picture it is and nothing else; who has one or a launcher of its own has styles for it in the script", async () => {
  const { url, dialog } = await open();
  const content = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
  const settings = { logo: `data:image/png;base64,${content}`, launcher: { icon: "smile", offset: { bottom: 90 } } };
  await dialog.makeInbox({ id: "own", channel: "web", name: "Own", enabled: true, settings, by: "ann" });
  const looks = (await (await fetch(`${url}/i/own/looks.json`)).json()) as { dress: { picture: { address: string } } };
  const logo = await fetch(`${url}/i/own/${looks.dress.picture.address}`);
  expect(Buffer.from(await logo.arrayBuffer()).toString("base64")).toBe(content);
  expect(Object.fromEntries(logo.headers)).toMatchObject({
    "content-type": "image/png",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "access-control-allow-origin": "*",
    "cache-control": "public, max-age=86400",
  });
  // One that is not the inbox's now is kept by nobody: another node may have changed it a moment ago.
  for (const address of ["logo", "logo?x"]) {
    expect((await fetch(`${url}/i/own/${address}`)).headers.get("cache-control"), address).toBe("no-cache");
  }
  expect((await fetch(`${url}/i/web/logo`)).status).toBe(404);
  const [own, plain] = await Promise.all(
    ["own", "shop-zh"].map(async (id) => await (await fetch(`${url}/i/${id}/widget.js`)).text()),
  );
  expect(own).toContain("parleyDress");
  expect(own).not.toContain(content);
  expect(plain).not.toContain("parleyDress");
  expect(looks).toMatchObject({ dress: { styles: expect.stringContaining("bottom:90px") as string, picture: {} } });
  const other = (await (await fetch(`${url}/i/shop-zh/looks.json`)).json()) as object;
  expect(other).not.toHaveProperty("dress");
});
