import { open } from "node:fs/promises";

/** Makes names in a folder durable: a file is safe under its name once its folder is written too. Windows cannot, and need not, do that. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
