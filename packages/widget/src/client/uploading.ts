import { createTickets, openUploads, type Upload } from "@parley/client/files";
import { effect, type Signal } from "@preact/signals-core";
import type { ChatFiles } from "./chat.ts";
import type { Deed } from "./deed.ts";
import type { SessionStore } from "./session.ts";
import type { Transport } from "./transport.ts";

/** What files need of a chat. */
export interface FilesHost {
  engine: string;
  session: SessionStore;
  /** What is on its way, as the chat shows it. */
  uploads: Signal<readonly Upload[]>;
  transport: Pick<Transport, "request">;
  connect: () => void;
  /** Does something, as the visitor that somebody was when they chose to. */
  act: (deed: Deed, as?: string) => unknown;
}

export interface OpenedFiles extends ChatFiles {
  resume: () => void;
  /** Leaves nothing of them in this browser. What the engine has it erases with the visitor. */
  clear: () => void;
}

/** One of each chat. */
const opened = new WeakMap<FilesHost, OpenedFiles>();

/** The files of a chat. Loaded with the first one, or where a page before has left some on their way. */
export function filesOf(host: FilesHost): OpenedFiles {
  const known = opened.get(host) ?? open(host);
  opened.set(host, known);
  return known;
}

function open(host: FilesHost): OpenedFiles {
  const { engine, session, uploads, transport, act, connect } = host;
  const whose = () => session.get().as ?? "";
  // Each visitor's are their own: another tab may have signed them out meanwhile.
  const tickets = createTickets((as) => transport.request("files", as ? { as } : {}));
  let over = false;
  const { list, add, clear, ...going } = openUploads({
    base: engine,
    place: engine,
    whose,
    ticket: tickets,
    done: ({ id, name, fileId, to }) =>
      act(
        { event: "send", input: { id, content: { type: "file", text: name, file: { id: fileId } } } },
        to || undefined,
      ),
    notes: {
      get: () => session.get().files ?? {},
      set: (noted) => over || session.set({ files: Object.keys(noted)[0] ? noted : undefined }),
    },
  });
  const end = effect(() => {
    uploads.value = list.value;
  });
  return {
    ...going,
    add(files) {
      connect();
      add(files, whose());
    },
    async address({ id, name }, { preview, fresh } = {}) {
      const reply = await tickets(whose(), fresh);
      const part = preview ? "preview" : encodeURIComponent(name);
      return reply.ok ? `${engine}files/${id}/${part}?ticket=${encodeURIComponent(reply.value.read)}` : undefined;
    },
    clear() {
      over = true;
      opened.delete(host);
      clear();
      end();
      uploads.value = [];
    },
  };
}
