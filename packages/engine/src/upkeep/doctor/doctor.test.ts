import { spawn } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, open, readdir, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { freePort } from "../free-port.test.kit.ts";
import { DATABASE } from "../../store/rights.ts";
import { connect } from "../../store/sqlite.ts";
import type { Store } from "../../store/store.ts";
import { fillWithContent } from "../content.test.kit.ts";
import { migrate, newestOf } from "../migrate.ts";
import { openState } from "../state.ts";
import { closePlaces, places } from "../upkeep.test.kit.ts";
import { examineContent } from "./content.ts";
import { COLLECTIONS } from "../../services/collections.ts";
import { examine } from "./doctor.ts";
import { examineFolder } from "./folder.ts";
import type { Finding } from "./finding.ts";
import { examineMongo } from "./mongo.ts";
import { examineNetwork } from "./network.ts";

const ending: (() => void)[] = [];
afterEach(() => ending.splice(0).forEach((end) => end()));
afterAll(closePlaces);

/** The version of the layout that this version of Parley writes. */
const newest = newestOf();
const newFolder = () => mkdtemp(join(tmpdir(), "doctor-"));
const brief = (findings: Finding[]) => findings.map(({ what, is }) => `${what} ${is}`);
const about = (findings: Finding[], what: string) =>
  findings.filter((finding) => finding.what === what).map(({ is, says }) => `${is}: ${says}`);

test("an installation before its first start is well, and stays untouched", async () => {
  const parent = await newFolder();
  const findings = await examine({ DATA_DIR: join(parent, "data"), PORT: String(await freePort()) });
  const here = findings.filter(({ what }) => !["TensorFlow", "Widget, console", "Disk"].includes(what));
  expect(brief(here)).toEqual([
    "Node.js ok",
    "Configuration ok",
    "SQLite ok",
    "Folder ok",
    "Content ok",
    "Pictures ok",
    "Engine ok",
  ]);
  expect(about(findings, "TensorFlow").join()).toMatch(/TensorFlow/);
  expect(await readdir(parent)).toEqual([]);
});

test("every problem of the configuration is named, and what does not go together is warned of", async () => {
  const broken = await examine({ PORT: "no", REDIS_URL: "no" });
  expect(about(broken, "Configuration")).toEqual([
    "fail: PORT must be a port number",
    "fail: REDIS_URL must be a URL: redis://... or rediss://...",
  ]);
  const DATA_DIR = join(await newFolder(), "data");
  const odd = await examine({ DATA_DIR, PUBLIC_URL: "https://help.example", REDIS_URL: "redis://127.0.0.1:1" });
  expect(about(odd, "Configuration").join()).toMatch(
    /warn: .*TRUST_PROXY is not set.*warn: REDIS_URL .* a folder serves only one/,
  );
  expect(about(odd, "Redis").join()).toMatch(/fail: does not answer: .*ECONNREFUSED/);
  const open = await examine({ DATA_DIR, PUBLIC_URL: "http://help.example" });
  expect(about(open, "Configuration").join()).toMatch(/warn: .* is not encrypted/);
});

describe.each(places)("the content of $name", ({ another, open }) => {
  async function filled(change: (store: Store) => Promise<void> = async () => {}) {
    const where = await another();
    const store = await open(where);
    await migrate(store);
    for (const { name, indexes } of COLLECTIONS) await store.collection(name, indexes).findOne({});
    await fillWithContent(store, 10);
    await change(store);
    return where;
  }

  test("is well while an engine uses it, but for a model that is missing", async () => {
    const findings = await examineContent(await filled());
    expect(brief(findings)).toEqual(["Schema ok", "Indexes ok", "Model warn"]);
    expect(about(findings, "Indexes")[0]).toMatch(/^ok: all \d{2,} present$/);
  });

  test("tells what in it is not Parley's", async () => {
    const where = await filled(async (store) => {
      await store.collection("orders").insert({ _id: "somebody else's" });
    });
    expect(about(await examineContent(where), "Collections")).toEqual([
      "warn: orders: this version of Parley keeps nothing of that name",
    ]);
  });

  test("tells which model is published, and messages from the future", async () => {
    const where = await filled(async (store) => {
      await store.collection("models").insert({ _id: "model-3", version: 3, accuracy: 0.912 } as never);
      await store.collection("nlu").insert({ _id: "serving", version: 3, at: 1, by: "x" } as never);
      const at = Date.now() + 3_600_000;
      await store.collection("events").insert({ _id: "c0/late", conversationId: "c0", seq: 99, at } as never);
    });
    const findings = await examineContent(where);
    expect(about(findings, "Model")).toEqual(["ok: 3 is published, 91.2 % right on held-out examples"]);
    expect(about(findings, "Clock").join()).toMatch(/^warn: the newest message is of .*, which is still to come$/);
  });

  test.each<[string, (store: Store) => Promise<void>, RegExp]>([
    ["half filled", (store) => openState(store).beginIncoming("x.gz", 0), /fail: .* being filled from x.gz/],
    [
      "between two versions",
      (store) => openState(store).setSchema({ version: 0, underway: 1 }),
      /fail: between 0 and 1/,
    ],
    [
      "newer",
      (store) => openState(store).setSchema({ version: 7 }),
      new RegExp(`fail: 7, and this version of Parley knows ${newest}$`),
    ],
    ["older", (store) => openState(store).setSchema({ version: 0 }), new RegExp(`warn: 0 of ${newest}`)],
  ])("that is %s is reported", async (_name, change, expected) => {
    expect(about(await examineContent(await filled(change)), "Schema").join()).toMatch(expected);
  });
});

describe("a folder", () => {
  const [place] = places;

  async function folderWithStore(): Promise<string> {
    const folder = await newFolder();
    const store = await place?.open(folder);
    if (!store) throw new Error("There is always a folder to test with.");
    for (const { name, indexes } of COLLECTIONS) await store.collection(name, indexes).findOne({});
    await fillWithContent(store, 200);
    await store.close();
    return folder;
  }

  test("is examined with its disk and its database", async () => {
    const findings = await examineFolder(await folderWithStore());
    const ofThisMachine = /^(Disk|Writing)/;
    expect(brief(findings).filter((line) => !ofThisMachine.test(line))).toEqual([
      "SQLite ok",
      "Folder ok",
      "Database ok",
    ]);
    expect(about(findings, "Writing").join()).toMatch(/^\w+: a durable write takes \d+\.\d ms$/);
    expect(about(findings, "Database").join()).toMatch(/^ok: \d+ MB, whole$/);
    expect(about(findings, "Disk").join()).toMatch(/^\w+: [\d,]+ MB free$/);
  });

  test("that has lost indexes is reported, the unique ones as a failure", async () => {
    const folder = await folderWithStore();
    const connection = await connect("native", join(folder, DATABASE));
    connection.exec('DROP INDEX "events__conversationId__seq"; DROP INDEX "sessions__memberId"');
    connection.close();
    expect(about(await examineContent(folder), "Indexes").toSorted()).toEqual([
      "fail: events (conversationId, seq), which must be unique, is missing",
      "warn: sessions (memberId) is missing, so looking things up takes long",
    ]);
  });

  test("whose database is damaged is reported", async () => {
    const folder = await folderWithStore();
    const path = join(folder, DATABASE);
    const { size } = await stat(path);
    const file = await open(path, "r+");
    await file.write(Buffer.alloc(4096 * 8, 7), 0, 4096 * 8, Math.floor(size / 2 / 4096) * 4096);
    await file.close();
    expect(about(await examineFolder(folder), "Database").join()).toMatch(/^fail: .*(damaged|malformed)/);
  });

  test("that is a file, or lies in one, is reported", async () => {
    const path = join(await newFolder(), "file");
    await writeFile(path, "");
    for (const folder of [path, join(path, "below")]) {
      expect(about(await examineFolder(folder), "Folder")).toEqual([`fail: ${path} is not a folder.`]);
    }
  });
});

describe.each(places.filter(({ name }) => name === "MongoDB"))("$name", ({ another }) => {
  test("is examined with its version, a durable write and its clock", async () => {
    const findings = await examineMongo(await another());
    expect(findings.map(({ what }) => what)).toEqual(["MongoDB", "Writing", "Clock"]);
    expect(findings.filter(({ is }) => is === "fail")).toEqual([]);
    expect(about(findings, "Clock").join()).toMatch(/within \d/);
  });
});

test("a MongoDB that cannot be reached is one failure, without its password", async () => {
  const STORE = "mongodb://ada:secret@127.0.0.1:1/x?serverSelectionTimeoutMS=300";
  const findings = await examine({ STORE, PORT: String(await freePort()) });
  expect(about(findings, "MongoDB").join()).toMatch(/^fail: MongoDB at 127.0.0.1:1 cannot be reached/);
  expect(findings.filter(({ is }) => is === "fail").filter(({ what }) => what !== "Widget, console")).toHaveLength(1);
  expect(JSON.stringify(findings)).not.toContain("secret");
});

describe("the network", () => {
  const networkOf = (port: number, more: object = {}) =>
    examineNetwork({ port, remote: {}, redisUrl: undefined, ...more } as Parameters<typeof examineNetwork>[0]);

  test("tells an engine on the port from nothing and from something else", async () => {
    const ready = await listen('{"status":"ready"}');
    const degraded = await listen('{"status":"degraded"}');
    const other = await listen("<html>");
    expect(brief(await networkOf(await freePort()))).toEqual(["Engine ok"]);
    expect(brief(await networkOf(ready))).toEqual(["Engine ok"]);
    expect(brief(await networkOf(degraded))).toEqual(["Engine warn"]);
    expect(brief(await networkOf(other))).toEqual(["Engine fail"]);
    const unready = await listen('{"status":"not ready","problems":{"store":"The store cannot be reached."}}');
    const remote = {
      nlu: `http://127.0.0.1:${ready}`,
      users: `http://127.0.0.1:${await freePort()}`,
      dialog: `http://127.0.0.1:${unready}`,
    };
    expect(brief(await networkOf(await freePort(), { remote }))).toEqual([
      "Engine ok",
      "Service nlu ok",
      "Service users fail",
      "Service dialog fail",
    ]);
  });

  test("tells Redis's version and clock", async ({ skip }) => {
    const port = await freePort();
    const server = spawn("redis-server", ["--port", String(port), "--save", ""], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const missing = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(true)).once("spawn", () => resolve(false));
    });
    if (missing) {
      process.stderr.write("\nSKIPPED: the doctor's look at Redis needs redis-server on the PATH.\n\n");
      return skip();
    }
    ending.push(() => server.kill());
    for await (const line of createInterface({ input: server.stdout })) if (line.includes("Ready to accept")) break;
    const findings = await networkOf(await freePort(), { redisUrl: `redis://127.0.0.1:${port}` });
    expect(brief(findings)).toEqual(["Engine ok", "Redis ok", "Clock ok"]);
    expect(about(findings, "Redis").join()).toMatch(/^ok: \d+\.\d+/);
  });
});

async function listen(answer: string): Promise<number> {
  const server: Server = createServer((_request, response) => response.end(answer)).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  ending.push(() => server.close());
  return (server.address() as AddressInfo).port;
}
