/** Bytes of files that fit into a request, in base64. */
export const MOST_BYTES = 6 * 1024 * 1024;

/** A file of a folder, with the way to it. */
export interface Found {
  file: File;
  path: string;
}

/** The files that were dropped, those in folders too. */
export async function droppedFiles(dropped: DataTransfer): Promise<Found[]> {
  // Entries are gone as soon as the event is over: all are asked for at once.
  const entries = Array.from(dropped.items, (item) => item.webkitGetAsEntry?.() ?? undefined);
  if (!entries.some((entry) => entry?.isDirectory))
    return Array.from(dropped.files, (file) => ({ file, path: file.name }));
  const found = await Promise.all(entries.filter((entry) => entry !== undefined).map(filesOf));
  return found.flat().filter(({ file }) => !file.name.startsWith("."));
}

async function filesOf(entry: FileSystemEntry): Promise<Found[]> {
  const path = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ file, path }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return (await Promise.all(all.map(filesOf))).flat();
    all.push(...some);
  }
}

/** A table as an address to download, which spreadsheets open in the right encoding. */
export function tableAddress(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) =>
    row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(","),
  );
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${lines.join("\r\n")}\r\n`)}`;
}
