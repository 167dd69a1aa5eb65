/** Uploads files at once, in a process of its own: what it takes of a processor is not what a chat beside it waits for. */
import { randomBytes } from "node:crypto";

/** Where to, with which tickets, each so many bytes; in requests of as much as clients send at once. */
export interface Uploading {
  url: string;
  tickets: string[];
  size: number;
}

const PATCH = 1024 * 1024;

process.on("message", ({ url, tickets, size }: Uploading) => {
  // Words, so that the type is found by reading.
  const words = randomBytes(size)
    .toString("base64")
    .replace(/(.{75})./g, "$1\n");
  const bytes = new Uint8Array(Buffer.from(words)).subarray(0, size);
  const all = tickets.map((ticket) => upload(`${url}/files`, ticket, bytes));
  void Promise.all(all).then(() => process.send?.("done"));
});
process.on("disconnect", () => process.exit());

async function upload(address: string, ticket: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const asked = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: Uint8Array<ArrayBuffer>,
  ) => {
    const own = { Authorization: `Bearer ${ticket}`, "Tus-Resumable": "1.0.0", ...headers };
    const response = await fetch(`${address}${path}`, { method, headers: own, ...(body && { body }) });
    if (!response.ok) throw new Error(`${method}: ${response.status} ${await response.text()}`);
    return (await response.text()) || "{}";
  };
  const name = `name ${Buffer.from("words.txt").toString("base64")}`;
  const begun = await asked("POST", "", { "Upload-Length": String(bytes.length), "Upload-Metadata": name });
  const { id } = JSON.parse(begun) as { id: string };
  const type = { "Content-Type": "application/offset+octet-stream" };
  for (let at = 0; at < bytes.length; at += PATCH) {
    await asked("PATCH", `/${id}`, { ...type, "Upload-Offset": String(at) }, bytes.subarray(at, at + PATCH));
  }
  await asked("DELETE", `/${id}`, {});
}
