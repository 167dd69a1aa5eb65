import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type IncomingMessage, type Server } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import {
  ChatError,
  type Dress,
  dressOf,
  FIRST_INBOX,
  type LiveSettings,
  pictureIn,
  tagOptions,
} from "@parley/protocol";
import type { Express, Request, Response } from "express";
import { PUBLIC } from "../built.ts";
import type { Sites } from "../channels/web/sites.ts";

/** An inbox has an address below the engine's: what is told once, by where the widget comes from, holds for all that it asks. */
const PLACE = "/i/";
/** Seconds for which a browser shows an inbox as it was. */
const FRESH = 60;

/**
 * Runs in the page before the loader, in its own script and for the same old browsers. What the inbox says becomes what the tag says, unless the
 * tag says it itself; a tag that names another inbox loads that one's script instead. Answers whether the loader is to run.
 */
const BEGIN = `(inbox, options, languages) => {
  const script = document.currentScript;
  if (!script) return true;
  const data = script.dataset;
  if (data.inbox && data.inbox !== inbox) {
    const next = document.createElement("script");
    Object.assign(next.dataset, data);
    next.nonce = script.nonce;
    next.src = script.src.replace(/(\\/i\\/[\\w-]+)?\\/widget\\.js.*/, "/i/" + encodeURIComponent(data.inbox) + "/widget.js");
    script.after(next);
    return false;
  }
  for (const name in options) if (!(name in data)) data[name] = options[name];
  const wanted = data.locale || document.documentElement.lang || navigator.language;
  const short = (language) => language.split("-")[0].toLowerCase();
  if (languages.length > 0 && !languages.some((one) => short(one) === short(wanted))) data.locale = languages[0];
  return true;
}`;

/** In the page: the address of an inbox, by that of its script. */
const baseOf = (id: string) =>
  `document.currentScript&&document.currentScript.src.replace(/(\\/i\\/[\\w-]+)?\\/widget\\.js.*/,${JSON.stringify(`${PLACE}${id}/`)})`;

/**
 * Runs in the page before the loader: fetches what tells who is on the site, when the browser has time. Not where the browser says that its user
 * does not want that, and not where the console shows what an inbox looks like.
 */
const TELL = `(base, consent) => {
  const { globalPrivacyControl: no, doNotTrack } = navigator;
  if (!base || no || doNotTrack === "1" || window.doNotTrack === "1" || /\\/i\\/[\\w-]+\\/preview$/.test(location.pathname)) return;
  const tell = () => import(base + "live.js").then(() => parleyLive(base, consent), () => {});
  (window.requestIdleCallback || setTimeout)(tell);
}`;
const telling = (id: string, { consent = false }: LiveSettings) => `(${TELL})(${baseOf(id)},${consent});`;

/** What the script of an inbox that cannot be shown says to the page's owner. */
const refusalOf = (cause: unknown) =>
  `console.error(${JSON.stringify(`parley: ${cause instanceof ChatError ? cause.message : "something went wrong"}`)})`;

/** Serves the widget's loader with the looks of an inbox in front, so that they need no request of their own. */
export function serveInboxes(app: Express, { looksOf, liveOf }: Pick<Sites, "looksOf" | "liveOf">): void {
  const pack = { br: promisify(brotliCompress), gzip: promisify(gzip) };
  /** What was packed last, by inbox and encoding. */
  const packed = new Map<string, { script: string; body: Buffer }>();

  async function scriptOf(id: string): Promise<string | undefined> {
    const [looks, live] = [await looksOf(id), await liveOf(id)];
    const loader = await readFile(`${PUBLIC}widget/widget.js`, "utf8");
    const told = [id, tagOptions(looks), looks.languages].map((value) => JSON.stringify(value)).join();
    const dress = dressOf(looks, logoAt);
    // Before the loader, whose widget it waits for; an inbox that looks as usual has none of it.
    return `if((${BEGIN})(${told})){${dress ? await dressing(id, dress) : ""}${live.on ? telling(id, live) : ""}${loader}}`;
  }

  async function dressing(id: string, dress: Dress): Promise<string> {
    const code = await readFile(`${PUBLIC}widget/dress.js`, "utf8");
    return `((base)=>{${code};base&&parleyDress.dress(base,${JSON.stringify(dress)})})(${baseOf(id)});`;
  }

  async function answer(id: string, request: Pick<Request, "acceptsEncodings">, response: Response): Promise<void> {
    let fresh = FRESH;
    const script = await scriptOf(id).catch((cause: unknown) => {
      fresh = 0;
      return refusalOf(cause);
    });
    response.set({
      "Access-Control-Allow-Origin": "*",
      "Cross-Origin-Resource-Policy": "cross-origin",
      "Cache-Control": `public, max-age=${fresh}`,
      Vary: "Accept-Encoding",
    });
    response.type("js");
    const encoding = request.acceptsEncodings("br", "gzip") as keyof typeof pack | false;
    if (!encoding || !script) return void response.send(script);
    const key = `${id} ${encoding}`;
    const known = packed.get(key);
    const body = known?.script === script ? known.body : await pack[encoding](script);
    // Only inboxes that there are: the others have no end.
    if (fresh > 0) packed.set(key, { script, body });
    response.set("Content-Encoding", encoding).send(body);
  }

  app.get("/widget.js", (request, response) => answer(FIRST_INBOX, request, response));
  app.get(`${PLACE}:inbox/widget.js`, (request, response) => answer(request.params.inbox, request, response));
  app.get(`${PLACE}:inbox/preview`, (_request, response) => {
    response.set({ "Content-Security-Policy": PREVIEW_POLICY, "Cache-Control": "no-store" }).type("html").send(PREVIEW);
  });
  app.get(`${PLACE}:inbox/logo`, async ({ params: { inbox: id }, url }, response) => {
    const looks = await looksOf(id);
    const picture = looks.logo && pictureIn(looks.logo);
    if (!picture) throw new ChatError("notFound", "This inbox has no logo.");
    // A node may be a second behind: what it has is kept only under its own address.
    const its = url.endsWith(`/${dressOf(looks, logoAt)?.picture?.address}`);
    response.set({ ...PICTURE_HEADERS, "Content-Type": picture.type });
    response.set("Cache-Control", its ? "public, max-age=86400" : "no-cache");
    response.end(Buffer.from(picture.content, "base64"));
  });
  // For who brings the widget along: what it looks like here.
  app.get(`${PLACE}:inbox/looks.json`, async ({ params: { inbox: id } }, response) => {
    const looks = await looksOf(id);
    response.set({ "Access-Control-Allow-Origin": "*", "Cache-Control": `public, max-age=${FRESH}` });
    response.json({ options: tagOptions(looks), languages: looks.languages, dress: dressOf(looks, logoAt) });
  });
}

/** Where a picture is below its inbox: another one is elsewhere. */
const logoAt = (logo: string) => `logo?${createHash("sha256").update(logo).digest("base64url").slice(0, 12)}`;

/** A picture of somebody's, which no browser takes for anything else, wherever it is shown. */
const PICTURE_HEADERS = {
  "Access-Control-Allow-Origin": "*",
  "Cross-Origin-Resource-Policy": "cross-origin",
  "X-Content-Type-Options": "nosniff",
  "Content-Security-Policy": "default-src 'none'; sandbox",
};

/** A page with nothing but the widget, and `preview.ts` of the widget's package: what the console shows beside an inbox's settings. */
const PREVIEW = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Parley</title><script src="preview.js"></script><script src="widget.js"></script>`;
const PREVIEW_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; media-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'self'";

const SOCKETS = /^(.*)\/i\/([\w-]{1,64})(\/socket\.io\/.*)$/;

/** Lets widgets connect at the addresses of their inboxes: what they ask there is asked of the engine, with the inbox's name. */
export function takeInboxes(server: Server): void {
  const read = (request: IncomingMessage) => {
    const [, base, inbox, rest] = SOCKETS.exec(request.url ?? "") ?? [];
    if (rest !== undefined) request.url = `${base}${rest}${rest.includes("?") ? "&" : "?"}inbox=${inbox}`;
  };
  server.prependListener("request", read).prependListener("upgrade", read);
}
