import { createTickets, openUploads, type Uploads } from "@parley/client/files";
import { openStorage, parse, stringify } from "@parley/client";
import { ChatError, type Reply } from "@parley/protocol";
import { effect } from "@preact/signals";
import { base } from "../api.ts";
import type { Desk } from "../desk/desk.ts";
import { session } from "../desk/session.ts";

/** What files need of a desk. */
interface Sending {
  uploads: Uploads;
  /** Where a file can be had for some minutes; undefined where it cannot. `fresh`: what was answered before is not valid any more. */
  address: (
    conversationId: string,
    file: { id: string; name: string },
    how?: { preview?: boolean; fresh?: boolean },
  ) => Promise<string | undefined>;
}

/** One of each desk. */
const opened = new WeakMap<Desk, Sending>();

/** The files of a desk: what its person sends goes on after a reload. */
export function sendingOf(desk: Desk): Sending {
  const known = opened.get(desk) ?? open(desk);
  opened.set(desk, known);
  return known;
}

function open({ me, live, outboxes }: Desk): Sending {
  const engine = `${location.origin}${base}/`;
  const place = `parley.files.${me.id}`;
  const storage = openStorage();
  const ticket = createTickets((conversationId) =>
    live.ask("files", { conversationId }).then(
      (value): Reply<typeof value> => ({ ok: true, value }),
      (cause: unknown) => ({ ok: false, error: ChatError.from(cause).toJSON() }),
    ),
  );
  const uploads = openUploads({
    base: engine,
    place,
    whose: () => "",
    ticket,
    done: ({ id, to, name, fileId }) =>
      outboxes.of(to).add({
        id,
        conversationId: to,
        what: { type: "reply", content: { type: "file", text: name, file: { id: fileId } } },
      }),
    notes: {
      get: () => (parse(storage.get(place)) as Record<string, string> | undefined) ?? {},
      set: (noted) => storage.set(place, stringify(noted)),
    },
  });
  live.onOnline(uploads.resume);
  const end = effect(() => {
    const now = session.value;
    if (now.status !== "out") return;
    // Who has signed out leaves nothing; whose session has ended goes on when they are back.
    if (now.unfinished === undefined) uploads.stop();
    else uploads.clear();
    queueMicrotask(() => end());
  });
  return {
    uploads,
    async address(conversationId, { id, name }, { preview, fresh } = {}) {
      const reply = await ticket(conversationId, fresh);
      const part = preview ? "preview" : encodeURIComponent(name);
      return reply.ok ? `${engine}files/${id}/${part}?ticket=${encodeURIComponent(reply.value.read)}` : undefined;
    },
  };
}
