import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Blobs } from "../../blobs/blobs.ts";
import { openBlobs } from "../../blobs/open.ts";
import { placeOfFiles, type Places } from "../../blobs/place.ts";
import { FILES, type StoredFile } from "../../services/dialog/files/stored.ts";
import { isMongo } from "../../store/open.ts";
import { DATABASE } from "../../store/rights.ts";
import { openSnapshot } from "../../store/snapshot.ts";
import type { Store } from "../../store/store.ts";
import { pagesOf } from "../pages.ts";
import { examineSpace } from "./folder.ts";
import { failure, type Finding, look, warning, well } from "./finding.ts";

const MB = 1024 * 1024;
/** How many ids one question to the store names. */
const MANY = 500;
/** How many ids are named to the operator. */
const NAMED = 5;

/** Looks at the place of files: whether it takes something, and whether it and the store know of the same files. */
export async function examineFiles(places: Places): Promise<Finding[]> {
  if (await isUntouched(places)) return [];
  const advice = "Put that right, or set FILES to another place. Until then nobody can send or see a file.";
  return await look("Files", advice, async () => {
    const blobs = await openBlobs(places);
    try {
      await blobs.check();
      return [...(await compare(blobs, places)), ...(await examineRoom(places))];
    } finally {
      await blobs.close();
    }
  });
}

/** Whether an engine has yet to make the folder that files are put into: that is not the doctor's to do. */
async function isUntouched({ store, files }: Places): Promise<boolean> {
  if (files !== undefined || isMongo(store)) return false;
  return access(join(store, DATABASE)).then(
    () => false,
    () => true,
  );
}

/** The disk of the store has been looked at before. */
async function examineRoom(places: Places): Promise<Finding[]> {
  const place = placeOfFiles(places);
  return places.files !== undefined && place.is === "folder" ? [await examineSpace(place.folder)] : [];
}

interface Found {
  bytes: number;
  whole: boolean;
}

async function compare(blobs: Blobs, { store: where }: Places): Promise<Finding[]> {
  // First what is kept, then what is known of it: who uploads meanwhile is known before there are bytes.
  const found = await filesIn(blobs);
  const mb = (bytes: number) => `${(bytes / MB).toFixed(1)} MB`;
  const bytes = [...found.values()].reduce((sum, one) => sum + one.bytes, 0);
  const says = `${found.size} in ${blobs.description}, ${mb(bytes)}; it can be written`;
  const store = await openSnapshot(where).catch(() => undefined);
  if (!store) return [well("Files", says)];
  try {
    const unknown = await unknownOf(store, found);
    const missing = await missingOf(store, blobs, found);
    const lost = unknown.reduce((sum, id) => sum + (found.get(id)?.bytes ?? 0), 0);
    return [
      well("Files", says),
      ...(unknown.length > 0
        ? [warning("Files", `${unknown.length} (${mb(lost)}) belong to no message or upload: ${named(unknown)}`, KEPT)]
        : []),
      ...(missing.length > 0
        ? [failure("Files", `${missing.length} that were sent have no bytes: ${named(missing)}`, RESTORE)]
        : []),
    ];
  } finally {
    await store.close();
  }
}

const KEPT = "They are removed when their conversation is erased; look whether FILES is the place of this store.";
const RESTORE = "Look whether FILES is the place of this store, or restore the last backup: parley restore.";
const named = (ids: readonly string[]) => ids.slice(0, NAMED).join(", ") + (ids.length > NAMED ? ", ..." : "");

async function filesIn(blobs: Blobs): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  for await (const { key, bytes } of blobs.list()) {
    const [, id = "", name] = key.split("/");
    const before = found.get(id);
    found.set(id, { bytes: (before?.bytes ?? 0) + bytes, whole: (before?.whole ?? false) || name === "original" });
  }
  return found;
}

async function unknownOf(store: Store, found: ReadonlyMap<string, Found>): Promise<string[]> {
  const ids = [...found.keys()];
  const unknown: string[] = [];
  for (let at = 0; at < ids.length; at += MANY) {
    const some = ids.slice(at, at + MANY);
    const known = new Set((await FILES.open(store).find({ _id: { $in: some } })).map(({ _id }) => _id));
    unknown.push(...some.filter((id) => !known.has(id)));
  }
  return unknown;
}

async function missingOf(store: Store, blobs: Blobs, found: ReadonlyMap<string, Found>): Promise<string[]> {
  const missing: string[] = [];
  for await (const page of pagesOf(store.collection(FILES.name))) {
    const files = page.map(({ doc }) => doc as unknown as StoredFile);
    for (const file of files.filter(({ _id, state, unsent }) => state === "ready" && !unsent && !found.get(_id)?.whole))
      if (await isMissing(blobs, file)) missing.push(file._id);
  }
  return missing;
}

/** It may have come while others were listed. */
async function isMissing(blobs: Blobs, { _id, conversationId }: StoredFile): Promise<boolean> {
  const found = await blobs.read(`${conversationId}/${_id}/original`, { from: 0, to: 0 });
  found?.stream.destroy();
  return !found;
}
