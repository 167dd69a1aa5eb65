import type { Content } from "@parley/protocol";
import type { ChannelFiles } from "./arriving.ts";
import { type Part, render, type Shows } from "./render.ts";

/** A message as a channel can show it, with its file where the channel takes such a one. */
export function partsOf(
  conversationId: string,
  content: Content,
  can: Shows,
  files: Pick<ChannelFiles, "read">,
): Part[] {
  if (content.type !== "file") return render(content, can);
  const { id, name, kind, type, bytes } = content.file;
  const takes = can.files?.kinds.includes(kind) && bytes <= can.files.most;
  if (!takes) return render(content, can);
  return [{ text: name, file: { name, kind, type, bytes, read: () => files.read({ conversationId, id }) } }];
}
