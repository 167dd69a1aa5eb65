import { ChatError } from "@parley/protocol";
import type { AnyDoc } from "../store/document.ts";
import { NO_KEYS, type SecretKeys } from "../store/secrets/keys.ts";
import type { Store } from "../store/store.ts";
import { MIGRATIONS } from "./migrations.ts";
import type { Migration, Work } from "./migration.ts";
import { forEach, pagesOf } from "./pages.ts";
import { BASELINE, isEmpty, openState, refuseHalfFilled, type Schema, type State } from "./state.ts";
import { type Pace, takeTurn, type Turn } from "./turn.ts";

export interface MigrateOptions {
  /** The version to go to; the newest that is known, unless told. */
  to?: number;
  migrations?: readonly Migration[];
  /** Hears, in sentences, what is being done. */
  say?: (sentence: string) => void;
  pace?: Pace;
  /** What secrets are sealed with; without it they stay as they are. */
  keys?: SecretKeys;
}

/** The newest version that some migrations lead to. */
export function newestOf(migrations: readonly Migration[] = MIGRATIONS): number {
  return migrations.at(-1)?.version ?? BASELINE;
}

/**
 * Brings a store to the version of this code, or to an older one. Of several nodes one does it and the others wait. Looks for
 * obstacles to any of the steps before the first of them. Resolves to the version. Rejects with `unavailable`, and a sentence
 * that says what to do, if the store is newer than the code, is half filled, or a step fails; a step that was cut off is known
 * to be, and the next call finishes it.
 */
export async function migrate(store: Store, options: MigrateOptions = {}): Promise<number> {
  const { migrations = MIGRATIONS, say = () => {}, pace, keys = NO_KEYS } = options;
  const newest = newestOf(migrations);
  const to = checkVersion(options.to ?? newest, newest);
  await refuseHalfFilled(store);
  const state = openState(store);
  const current = async () => refuseNewer(store, await schemaOf(store, state, newest), newest);
  await current();

  const arrived = ({ version, underway }: Schema) => version === to && underway === undefined;
  const onWait = once(() => say("Another node is migrating the store; waiting for it."));
  const turn = await takeTurn(state, arrived, { onWait, pace });
  if (!turn) return to;
  try {
    // Who had the turn before may have been of another version.
    const steps = stepsTo(to, await current(), migrations);
    await lookForObstacles(store, steps);
    for (const step of steps) await take(step, { store, keys, state, turn, say });
    return to;
  } finally {
    await turn.end();
  }
}

function checkVersion(to: number, newest: number): number {
  if (Number.isInteger(to) && to >= BASELINE && to <= newest) return to;
  throw new ChatError("invalid", `There is no schema ${to}: this version of Parley knows ${BASELINE} to ${newest}.`);
}

function once(run: () => void): () => void {
  let ran = false;
  return () => {
    if (!ran) run();
    ran = true;
  };
}

async function schemaOf(store: Store, state: State, newest: number): Promise<Schema> {
  for (;;) {
    const known = await state.schema();
    if (known) return known;
    // A store that has documents and no version is older than versions.
    const version = (await isEmpty(store)) ? newest : BASELINE;
    await state.schemas.insert({ _id: "schema", version });
  }
}

function refuseNewer(store: Store, schema: Schema, newest: number): Schema {
  const { version, underway = version } = schema;
  const found = Math.max(version, underway);
  if (found <= newest) return schema;
  throw new ChatError(
    "unavailable",
    `${store.description} has schema ${found}, and this version of Parley knows ${newest}: a newer version has used it. ` +
      `Run the newer version, or with the newer version "parley migrate --to ${newest}" to take its changes back.`,
  );
}

interface Step {
  migration: Migration;
  direction: "up" | "down";
}

/** From between two versions, where a migration was cut off, a step begins at the one that lies farther from where it goes. */
function stepsTo(to: number, { version, underway = version }: Schema, migrations: readonly Migration[]): Step[] {
  const [lowest, highest] = [Math.min(version, underway), Math.max(version, underway)];
  const between = (from: number, until: number) =>
    migrations.filter((migration) => migration.version > from && migration.version <= until);
  if (to >= highest) return between(lowest, to).map((migration) => ({ migration, direction: "up" }));
  return between(to, highest)
    .map((migration): Step => ({ migration, direction: "down" }))
    .toReversed();
}

async function lookForObstacles(store: Store, steps: readonly Step[]): Promise<void> {
  await store.ping();
  const found: string[] = [];
  for (const { migration, direction } of steps) {
    const obstacles = direction === "up" ? await migration.check?.(store) : [];
    for (const obstacle of obstacles ?? []) found.push(`  schema ${migration.version}: ${obstacle}`);
  }
  if (found.length === 0) return;
  throw new ChatError("unavailable", `The store cannot be migrated yet, and nothing was changed:\n${found.join("\n")}`);
}

interface Surroundings {
  store: Store;
  keys: SecretKeys;
  state: State;
  turn: Turn;
  say: (sentence: string) => void;
}

async function take({ migration, direction }: Step, { store, keys, state, turn, say }: Surroundings): Promise<void> {
  const { version, says } = migration;
  const [from, to] = direction === "up" ? [version - 1, version] : [version, version - 1];
  await turn.hold();
  await state.setSchema({ version: from, underway: to });
  say(`Migrating the store from schema ${from} to ${to}: ${says}${direction === "down" ? ", taken back" : ""}.`);
  try {
    await migration[direction](workOn(store, keys, turn));
    await turn.hold();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ChatError(
      "unavailable",
      `The store is between schema ${from} and ${to}, because the migration stopped: ${reason} ` +
        `Once that is put right, the next start goes on; "parley migrate --to ${from}" goes back.`,
      { cause },
    );
  }
  await state.setSchema({ version: to });
}

function workOn(store: Store, keys: SecretKeys, turn: Turn): Work {
  return {
    store,
    keys,
    async rewrite(name, changeOf) {
      const collection = store.collection<AnyDoc>(name);
      for await (const page of pagesOf(collection)) {
        await turn.hold();
        await forEach(page, async ({ doc }) => {
          const change = changeOf(doc);
          if (change) await collection.update({ _id: doc._id }, change);
        });
      }
    },
  };
}
