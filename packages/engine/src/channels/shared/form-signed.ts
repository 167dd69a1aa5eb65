import { createHash, createHmac } from "node:crypto";
import { isSame } from "./same.ts";

/** A call of a gateway, as it came. */
export interface SignedForm {
  /** Where it called, with its query: the public address, not what the request says of itself. */
  url: string;
  body: Buffer;
}

const byCode = (one: string, other: string) => (one < other ? -1 : Number(one > other));

/**
 * Fields of a form in the order of their names; what stands there more than once, once each. It is read once: anybody may send a form of as
 * many names as there is room for.
 */
function fieldsOf(body: Buffer): string {
  const fields = new Map<string, Set<string>>();
  for (const [name, value] of new URLSearchParams(body.toString())) {
    const values = fields.get(name) ?? new Set();
    fields.set(name, values.add(value));
  }
  const names = [...fields.keys()].toSorted(byCode);
  return names.flatMap((name) => [...(fields.get(name) ?? [])].toSorted(byCode).map((one) => name + one)).join("");
}

/** An address as it is, with its usual port written out, and without its port: gateways sign either. */
function spellings(url: string): string[] {
  const [, scheme = "", host = "", port, rest = ""] =
    /^(https?):\/\/([^/?#:]+|\[[^\]]*\])(:\d+)?(.*)$/s.exec(url) ?? [];
  if (host === "") return [url];
  const usual = scheme === "https" ? ":443" : ":80";
  return [url, `${scheme}://${host}${port ?? usual}${rest}`, `${scheme}://${host}${rest}`];
}

/**
 * Whether a call was signed with an account's token, over its address and its form, as Twilio and those do who are like it. A body that is
 * no form is signed by its hash in the address.
 */
export function isFormSigned(token: string, given: string | undefined, { url, body }: SignedForm): boolean {
  const hash = URL.canParse(url) ? new URL(url).searchParams.get("bodySHA256") : null;
  if (hash !== null && !isSame(hash.toLowerCase(), createHash("sha256").update(body).digest("hex"))) return false;
  const fields = hash === null ? fieldsOf(body) : "";
  const due = spellings(url).map((one) =>
    createHmac("sha1", token)
      .update(one + fields)
      .digest("base64"),
  );
  // All are tried, so that how long it takes does not tell which was right.
  return due.filter((one) => isSame(given, one)).length > 0;
}
