import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type BuildOptions } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const modules = join(root, "node_modules");
/** An app that has installed the packages as pnpm does: each finds its own dependencies, and the app only what it named. */
let app: string;

/** What npm would publish of a package, in `folder`. */
function install(name: string, folder: string): void {
  const cwd = join(root, "packages", name);
  const [packed] = JSON.parse(
    execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd, encoding: "utf8" }),
  ) as { files: { path: string }[] }[];
  for (const { path } of packed?.files ?? []) cpSync(join(cwd, path), join(folder, path));
}
function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}

beforeAll(() => {
  app = mkdtempSync(join(tmpdir(), "parley-app-"));
  const store = join(app, "node_modules/.pnpm");
  const needs = {
    protocol: ["valibot"],
    client: ["@preact/signals-core"],
    widget: ["@preact/signals-core", "preact"],
  };
  for (const [name, others] of Object.entries(needs)) {
    const home = join(store, name, "node_modules");
    install(name, join(home, "@parley", name));
    for (const other of others) link(join(modules, other), join(home, other));
  }
  const parley = (name: string) => `${name}/node_modules/@parley/${name}`;
  for (const [name, of] of [
    ["protocol", "client"],
    ["protocol", "widget"],
    ["client", "widget"],
  ] as const) {
    link(join(store, parley(name)), join(store, `${of}/node_modules/@parley/${name}`));
  }
  link(join(store, "widget/node_modules/@parley/widget"), join(app, "node_modules/@parley/widget"));
  writeFileSync(join(app, "package.json"), '{ "type": "module" }');
});
afterAll(() => rmSync(app, { recursive: true, force: true }));

function put(name: string, text: string): string {
  writeFileSync(join(app, name), text);
  return join(app, name);
}
const node = (file: string, ...flags: string[]) =>
  execFileSync(process.execPath, [...flags, file], { cwd: app, encoding: "utf8" });

describe("the package, installed in an app", () => {
  test("can be required where modules cannot, as Jest does it, which takes what others have for browsers", () => {
    const file = put(
      "required.cjs",
      'const { mount, createChat } = require("@parley/widget"); const chat = require("@parley/widget/chat"); console.log(typeof mount, typeof createChat, chat.createChat === createChat)',
    );
    const flags = ["--no-experimental-require-module", "--conditions=browser"];
    expect(node(file, ...flags)).toBe("function function true\n");
  });

  test("on a server, createChat and all verbs of mount do no harm", () => {
    const file = put(
      "server.js",
      `import { createChat, mount } from "@parley/widget";
       for (const engine of [undefined, "/chat", "chat", "https://chat.example"]) {
         const chat = createChat({ engine, locale: undefined, profile: { name: "Ada" } });
         chat.identify({ userId: 7 }); chat.page(); chat.setLocale("fr"); chat.composing(true); chat.markRead();
         await chat.loadOlder(); await chat.forget(); chat.disconnect();
       }
       const widget = mount({ color: "red" });
       widget.on("open", () => {})(); widget.off("open", () => {});
       for (const verb of Object.keys(widget)) widget[verb]?.("open", () => {});
       console.log(Object.keys(widget).length > 15, JSON.stringify(widget.diagnose()))`,
    );
    expect(node(file)).toBe("true {}\n");
  });

  const bundle = async (text: string, more: BuildOptions = {}) => {
    const outdir = mkdtempSync(join(app, "out-"));
    await build({
      stdin: { contents: text, resolveDir: app },
      bundle: true,
      splitting: true,
      format: "esm",
      minify: true,
      outdir,
      logLevel: "error",
      ...more,
    });
    const all = readdirSync(outdir).map((name) => ({ name, text: readFileSync(join(outdir, name), "utf8") }));
    /** A file, and those that it is never loaded without. */
    const loaded = (file: string, known = new Set<string>()): Set<string> => {
      if (known.has(file)) return known;
      known.add(file);
      const text = all.find(({ name }) => name === file)?.text ?? "";
      for (const [, other = ""] of text.matchAll(/(?:import|from)\s*"\.\/([^"]+)"/g)) loaded(other, known);
      return known;
    };
    const first = loaded("stdin.js");
    const textOf = (files: typeof all) => files.map(({ text }) => text).join("");
    return { first: textOf(all.filter(({ name }) => first.has(name))), all: textOf(all) };
  };
  const LAUNCHER = "attachShadow";
  const CLIENT = "EIO=4";
  const SCHEMAS = "~standard";

  test("mount() brings a launcher at first and the chat late; nobody gets the protocol's schemas", async () => {
    const { first, all } = await bundle('import { mount } from "@parley/widget"; mount()');
    expect(first).toContain(LAUNCHER);
    expect(first).not.toContain(CLIENT);
    expect(all).toContain(CLIENT);
    expect(all).not.toContain(SCHEMAS);
    expect(gzipSync(first).length).toBeLessThan(4_000);
  });

  test("createChat() of @parley/widget/chat brings no looks", async () => {
    const { first, all } = await bundle('import { createChat } from "@parley/widget/chat"; createChat()');
    expect(first).toContain(CLIENT);
    expect(all).not.toContain(LAUNCHER);
    expect(all).not.toContain(SCHEMAS);
  });

  test.each([
    ["modules", "app.mts", "nodenext"],
    ["CommonJS", "app.cts", "node18"],
    ["a bundler", "app.ts", "bundler"],
  ])("TypeScript in %s knows all of it, strictly, without the protocol being named", (_kind, name, resolution) => {
    put(name, APP);
    const module = resolution === "bundler" ? "esnext" : resolution;
    const options = `--noEmit --strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --skipLibCheck false --target es2022 --lib es2022,dom,dom.iterable --types`;
    const args = [
      ...options.split(" "),
      "",
      "--module",
      module,
      "--moduleResolution",
      resolution === "node18" ? "node16" : resolution,
    ];
    const tsc = () => execFileSync(join(modules, ".bin/tsc"), [...args, name], { cwd: app, encoding: "utf8" });
    expect(tsc()).toBe("");
  });
});

const APP = `import { createChat, mount, type Chat, type ChatMessage, type Choice, type Content, type Conversation, type ConversationEvent,
  type Locale, type Page, type Profile, type QueuePlace, type ReadonlySignal, type WidgetOptions, type WireError } from "@parley/widget";
import { createChat as headless } from "@parley/widget/chat";
declare const env: { url?: string; color?: string };
const widget = mount({ engine: env.url, color: env.color });
widget.update({ color: undefined, locale: undefined });
widget.identify({ userId: 42, email: env.url, attributes: { since: new Date(), plan: env.color } });
widget.on("message", ({ text }: ChatMessage) => text.trim());
widget.on("error", ({ error }: { error: WireError }) => error.code === "forbidden");
const chat: Chat = createChat({ engine: env.url, locale: env.color });
const parts: [ReadonlySignal<Conversation | undefined>, readonly ConversationEvent[], QueuePlace | undefined] =
  [chat.conversation, chat.events.value, chat.queue.value];
const content: Content | undefined = chat.messages.value[0]?.content;
const choices: readonly Choice[] = content?.type === "text" ? (content.choices ?? []) : [];
const page: Page = { url: "/" }; const locale: Locale = "zh-CN"; const profile: Profile = {}; const options: WidgetOptions = {};
headless({ profile }).page(page);
window.parley?.("update", { ...options, locale });
window.parley?.("on", "unread", ({ count }) => count.toFixed());
document.addEventListener("parley:queue", ({ detail }) => detail.position.toFixed());
export { parts, choices };
`;
