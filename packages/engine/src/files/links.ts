import type { ChannelFiles } from "../spine/arriving.ts";
import type { Tickets } from "./tickets.ts";

/** Milliseconds that an address counts: who has a file in a chat looks at it again for some days. */
const WEEK = 7 * 24 * 3_600_000;

/** Gives out addresses of files for other houses. Each is of one file alone, and of a visitor's rights: it ends with the inbox. */
export const createLinks =
  (publicUrl: string, { issue }: Pick<Tickets, "issue">): NonNullable<ChannelFiles["link"]> =>
  async ({ conversationId, inboxId, id, name, preview }) => {
    const by = { kind: "visitor" } as const;
    const { ticket } = await issue({ conversationId, inboxId, by, reads: true, file: id }, WEEK);
    const at = (what: string) => `${publicUrl}/files/${id}/${encodeURIComponent(what)}?ticket=${ticket}`;
    // What is called so would be taken for the small picture.
    return { whole: at(name === "preview" ? "original" : name), ...(preview && { preview: at("preview") }) };
  };
