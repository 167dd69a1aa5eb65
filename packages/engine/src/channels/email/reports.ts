import type { PlatformReceipt } from "../../spine/port.ts";
import type { Mail } from "./mail.ts";
import type { Marks } from "./marks.ts";

/** Characters of a report's part that are read, its parts, and what is named in them. */
const [MOST, PARTS, IDS] = [200_000, 20, 500];

/**
 * What a report says of a mail of ours: that it did not arrive, that it did, that it was read. Nothing where it is no report, or of no mail of ours: what
 * those are called nobody can make up.
 */
export function reportIn(mail: Mail, marks: Pick<Marks, "readMessageId">): PlatformReceipt | "nothing new" | undefined {
  if (!isReport(mail)) return undefined;
  const parts = (mail.email?.attachments ?? [])
    .slice(0, PARTS)
    .map(({ mimeType, content }) => ({ mimeType, text: textOf(content) }));
  const about = [...parts.map(({ text }) => text), ...mail.answers].join("\n");
  const externalId = (about.match(/<[^\s<>]{1,900}>/g) ?? [])
    .slice(0, IDS)
    .find((id) => marks.readMessageId(id) !== undefined);
  if (externalId === undefined) return undefined;
  const answers = marks.readMessageId(externalId);
  const partOf = (type: RegExp) => parts.find(({ mimeType }) => type.test(mimeType))?.text;
  const status = partOf(/^message\/(?:global-)?delivery-status$/);
  if (status !== undefined) return deliveryOf({ externalId, ...(answers !== undefined && { answers }) }, status);
  const isRead = /^disposition:.*;\s*displayed/im.test(partOf(/disposition-notification$/) ?? "");
  return isRead ? { externalId, state: "read" } : "nothing new";
}

const isReport = ({ headers }: Mail) => headers.get("content-type")?.some((type) => /multipart\/report/i.test(type));

function deliveryOf(
  mail: Pick<PlatformReceipt, "externalId" | "answers">,
  status: string,
): PlatformReceipt | "nothing new" {
  const action = /^action:\s*(\w+)/im.exec(status)?.[1]?.toLowerCase();
  if (action === "delivered") return { ...mail, state: "delivered" };
  if (action !== "failed") return "nothing new";
  const words = /^diagnostic-code:\s*(?:[\w-]+;\s*)?((?:.*)(?:\r?\n[ \t].*)*)/im.exec(status)?.[1];
  const code = /^status:\s*([\d.]+)/im.exec(status)?.[1];
  const reason = (words ?? code ?? "The mail came back.").replaceAll(/\s+/g, " ").trim().slice(0, 300);
  return { ...mail, state: "failed", reason };
}

const textOf = (content: ArrayBuffer | Uint8Array | string) =>
  (typeof content === "string" ? content : Buffer.from(content as Uint8Array).toString("latin1")).slice(0, MOST);
