import { ChatError } from "@parley/protocol";
import { COLLECTIONS } from "../../services/collections.ts";
import { createModels } from "../../services/nlu/serving/models.ts";
import { openSnapshot } from "../../store/snapshot.ts";
import type { Doc, Index, Store, StoredCollection } from "../../store/store.ts";
import { newestOf } from "../migrate.ts";
import { contentOf, isEmpty, openState } from "../state.ts";
import { examineHolidays } from "./holidays.ts";
import { failure, type Finding, reasonOf, warning, well } from "./finding.ts";

/** Looks into a store, which an engine may be using: its schema, its indexes, its model, its times. */
export async function examineContent(where: string, firstValues: readonly string[] = []): Promise<Finding[]> {
  const store = await openSnapshot(where).catch(explainUnopened);
  if ("what" in store) return [store];
  try {
    if (await isEmpty(store)) return [NOTHING];
    const collections = await contentOf(store);
    return [
      await examineSchema(store),
      ...examineIndexes(collections),
      ...(await examineUnknown(store, collections)),
      await examineModel(store),
      ...(await examineTimes(store, collections)),
      ...(await examineSettings(store, firstValues)),
      ...(await examineHolidays(store, Date.now())),
    ];
  } finally {
    await store.close();
  }
}

const NOTHING = well("Content", "nothing yet; the first start puts the starter knowledge in");

function explainUnopened(error: unknown): Finding {
  if (error instanceof ChatError && error.code === "notFound") return NOTHING;
  const reason = reasonOf(error);
  if (!reason.includes("is open in process")) throw error;
  return warning(
    "Content",
    "not examined, since the portable SQLite shares with nobody",
    "Stop the engine, and examine again.",
  );
}

/** Names of the environment that gave settings their first values, and say nothing any more. */
async function examineSettings(store: Store, firstValues: readonly string[] = []): Promise<Finding[]> {
  const settings = COLLECTIONS.find(({ name }) => name === "settings");
  if (firstValues.length === 0 || !(await settings?.open(store).findOne({ _id: "workspace" }))) return [];
  const says = `${firstValues.join(", ")} ${firstValues.length === 1 ? "is" : "are"} not read any more: these settings are in the store`;
  return [warning("Settings", says, "Change them in the console, and take the names out of the environment.")];
}

async function examineSchema(store: Store): Promise<Finding> {
  const state = openState(store);
  const half = await state.incoming();
  if (half) {
    const says = `the store is not complete: it is being filled from ${half.from}`;
    return failure("Schema", says, "Unless that is still running, run the same parley restore or parley move again.");
  }
  const { version = 1, underway } = (await state.schema()) ?? {};
  const newest = newestOf();
  if (Math.max(version, underway ?? 0) > newest) {
    const says = `${version}, and this version of Parley knows ${newest}`;
    return failure("Schema", says, `Run the newer version, or with it: parley migrate --to ${newest}.`);
  }
  if (underway !== undefined) {
    const says = `between ${version} and ${underway}: a migration was cut off`;
    return failure("Schema", says, `Start the engine, which finishes it, or go back: parley migrate --to ${version}.`);
  }
  if (version < newest)
    return warning(
      "Schema",
      `${version} of ${newest}`,
      "The next start migrates it. Make a backup first: parley backup.",
    );
  return well("Schema", `${version}, the newest`);
}

type AnyIndex = Index<Doc & Record<string, unknown>>;

/** Compares the indexes of collections that are there with those the code opens them with. */
function examineIndexes(found: readonly StoredCollection[]): Finding[] {
  const there = new Map(found.map(({ name, indexes }) => [name, indexes]));
  const problems = COLLECTIONS.flatMap(({ name, indexes }) => {
    const present = there.get(name);
    return present ? indexes.flatMap((index) => examineIndex(name, index, present)) : [];
  });
  const count = COLLECTIONS.reduce((sum, { name, indexes }) => sum + (there.has(name) ? indexes.length : 0), 0);
  return problems.length > 0 ? problems : [well("Indexes", `all ${count} present`)];
}

/** What another program keeps beside Parley's would be replaced by a restore or a move as well. */
async function examineUnknown(store: Store, found: readonly StoredCollection[]): Promise<Finding[]> {
  const unknown: string[] = [];
  for (const { name } of found) {
    const known = COLLECTIONS.some((declared) => declared.name === name);
    if (!known && (await store.collection(name).findOne({}))) unknown.push(name);
  }
  if (unknown.length === 0) return [];
  const says = `${unknown.join(", ")}: this version of Parley keeps nothing of that name`;
  const advice = "If another program does, give Parley a database of its own: backup and move take all that is there.";
  return [warning("Collections", says, advice)];
}

function examineIndex(name: string, { on, unique = false }: AnyIndex, present: readonly AnyIndex[]): Finding[] {
  const fields = `${name} (${on.join(", ")})`;
  const same = present.find((index) => index.on.join() === on.join());
  if (same && (same.unique ?? false) === unique) return [];
  if (same) {
    const says = `${fields} is ${unique ? "not unique, and must be" : "unique, and must not be"}`;
    return [
      failure("Indexes", says, "Drop this index in the database and start the engine, which makes it as it should be."),
    ];
  }
  const advice = "Start the engine: it makes the index before it first uses the collection.";
  if (unique) return [failure("Indexes", `${fields}, which must be unique, is missing`, advice)];
  return [warning("Indexes", `${fields} is missing, so looking things up takes long`, advice)];
}

async function examineModel(store: Store): Promise<Finding> {
  const cards = await createModels({ store, now: Date.now }).list();
  const published = cards.find(({ status }) => status === "published");
  if (published)
    return well(
      "Model",
      `${published.version} is published, ${(100 * published.accuracy).toFixed(1)} % right on held-out examples`,
    );
  const says = cards.length > 0 ? `none of ${cards.length} is published` : "none has been trained";
  return warning(
    "Model",
    says,
    "Start the engine, which trains the first one, or publish one: parley models publish VERSION.",
  );
}

/** Newer than that, in milliseconds, nothing can be. */
const FUTURE = 60_000;

async function examineTimes(store: Store, collections: readonly StoredCollection[]): Promise<Finding[]> {
  if (!collections.some(({ name }) => name === "events")) return [];
  const newest = await store.collection<Doc & { at: number }>("events").findOne({}, { sort: { at: -1 } });
  if (!newest || newest.at <= Date.now() + FUTURE) return [];
  const says = `the newest message is of ${new Date(newest.at).toISOString()}, which is still to come`;
  return [warning("Clock", says, "This machine's clock is behind, or another node's is ahead: let NTP set them.")];
}
