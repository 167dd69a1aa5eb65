import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findMongo } from "../store/mongo-server.ts";
import { openStore } from "../store/open.ts";
import type { Store } from "../store/store.ts";

const server = await findMongo();
const opened: Store[] = [];
const folders: string[] = [];

/** A folder that goes with what the tests have opened. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "upkeep-"));
  folders.push(folder);
  return folder;
}

/** A kind of store to test with. */
export interface Place {
  name: string;
  /** The place of a store that is not there yet. */
  another: () => Promise<string>;
  /** Opens a store, at a new place unless told. */
  open: (where?: string) => Promise<Store>;
}

const folder: Place = placeIn("a folder", newFolder);
const mongo: Place[] = server ? [placeIn("MongoDB", async () => server.another())] : [];

/** Every kind of store that is to be had here. */
export const places: readonly Place[] = [folder, ...mongo];

/** Ends what the tests have opened, and removes it. */
export async function closePlaces(): Promise<void> {
  await Promise.all(opened.map((store) => store.close()));
  await server?.stop();
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
}

function placeIn(name: string, another: () => Promise<string>): Place {
  return {
    name,
    another,
    async open(where) {
      const store = await openStore(where ?? (await another()));
      opened.push(store);
      return store;
    },
  };
}
