import type { FilesTicket, WireError } from "@parley/protocol";

/** What came of a request about an upload. */
export interface Answer {
  status: number;
  headers: Headers;
  error?: WireError;
  id?: string;
}

/** A client of uploads, as SPEC F has it. */
export function uploads(url: string, { ticket, read: reading }: Pick<FilesTicket, "ticket" | "read">) {
  async function ask(method: string, path: string, headers: Record<string, string>, body?: BodyInit): Promise<Answer> {
    const response = await fetch(path, {
      method,
      headers: { "Tus-Resumable": "1.0.0", Authorization: `Bearer ${ticket}`, ...headers },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const json = response.headers.get("content-type")?.includes("json") && text ? (JSON.parse(text) as object) : {};
    return { status: response.status, headers: response.headers, ...json };
  }
  const at = (id: string) => `${url}/files/${id}`;
  const begin = (name: string, length: number) =>
    ask("POST", `${url}/files`, {
      "Upload-Length": String(length),
      "Upload-Metadata": `name ${Buffer.from(name).toString("base64")}`,
    });
  const patch = (id: string, offset: number, bytes: Uint8Array) =>
    ask(
      "PATCH",
      at(id),
      { "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" },
      bytes as BodyInit,
    );
  return {
    ask,
    at,
    begin,
    patch,
    head: (id: string) => ask("HEAD", at(id), {}),
    drop: (id: string) => ask("DELETE", at(id), {}),
    /** Asks once more what came of it, in a language. */
    again: (id: string, length: number, language: string) =>
      ask("PATCH", at(id), {
        "Upload-Offset": String(length),
        "Content-Type": "application/offset+octet-stream",
        "Accept-Language": language,
      }),
    /** Uploads all of it at once. The answer is that to the last request. */
    async whole(name: string, bytes: Uint8Array): Promise<Answer & { id: string }> {
      const begun = await begin(name, bytes.length);
      const { id = "" } = begun;
      return begun.status === 201 ? { ...(await patch(id, 0, bytes)), id } : { ...begun, id };
    },
    read: (id: string, name = "file", headers: Record<string, string> = {}) =>
      fetch(`${at(id)}/${encodeURIComponent(name)}?ticket=${reading}`, { headers }),
  };
}
