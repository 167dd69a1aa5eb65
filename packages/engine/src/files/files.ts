import { FIRST_INBOX, type FilesTicket } from "@parley/protocol";
import type { Blobs } from "../blobs/blobs.ts";
import type { Dialog } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";
import type { Limits } from "../transport/limits.ts";
import { createArriving } from "./arriving.ts";
import { createFinishing } from "./finishing.ts";
import { createLinks } from "./links.ts";
import { createPictures } from "./pictures/pictures.ts";
import { serveReading } from "./reading.ts";
import { routes } from "./routes.ts";
import { createRules } from "./rules.ts";
import { clamd } from "./scanner.ts";
import { createStanding } from "./standing.ts";
import { createTaking } from "./taking.ts";
import { removeAbandoned } from "./temporary.ts";
import { type Claim, createTickets } from "./tickets.ts";
import { KEPT_UNSENT, serveUploads } from "./uploads.ts";

export interface FilesParts {
  services: { dialog: Dialog; blobs: Blobs; users: Pick<Users, "team"> };
  limits: Limits;
  /** Where a virus scanner answers (`clamd://host:port`), if there is one. */
  config: { scanner?: string | undefined; publicUrl?: string | undefined };
  /** Throws `unavailable` while the engine is about to stop. */
  admit: () => void;
  onError: (error: unknown) => void;
}

/** Milliseconds between two looks for what nobody has sent, and before the first. */
const [SWEEP, SOON] = [3_600_000, 60_000];

/** Files of conversations, as they face people: tickets for them, their HTTP below `/files`, and the end of those that nobody sends. */
export function createFiles({ services, limits, config: { scanner, publicUrl }, admit, onError }: FilesParts) {
  const { blobs, dialog } = services;
  const tickets = createTickets({ key: async () => (await dialog.fileKey({})).key, holds: createStanding(services) });
  const rules = createRules(dialog);
  const finishing = createFinishing({
    blobs,
    dialog,
    pictures: createPictures(),
    scanner: scanner === undefined ? undefined : clamd(scanner, onError),
    kindsOf: async ({ conversationId }) => {
      const { inboxId = FIRST_INBOX } = (await dialog.get({ conversationId })).conversation;
      return (await rules.limitsOf(inboxId)).kinds;
    },
  });
  const take = createTaking({ blobs, dialog });

  async function sweep(): Promise<void> {
    await removeAbandoned();
    const seen = new Set<string>();
    for (;;) {
      const found = await dialog.unsentFiles({ before: Date.now() - KEPT_UNSENT });
      // Those whose bytes cannot be removed are named again.
      const more = found.filter(({ id }) => !seen.has(id));
      if (more.length === 0) return;
      for (const { id } of more) {
        seen.add(id);
        await dialog.dropFile({ id });
      }
    }
  }
  const look = () => void sweep().catch(onError);
  // An engine that is restarted often looks too.
  const timers = [setTimeout(look, SOON).unref(), setInterval(look, SWEEP).unref()];

  return {
    routes: routes((router) => {
      const { finish } = finishing;
      serveUploads(router, { blobs, dialog, tickets, rules, limits, take, finish, admit });
      serveReading(router, { blobs, dialog, tickets, onError });
    }),
    /** A ticket for uploads, one for reading, and what can be sent. */
    async ticket(claim: Claim): Promise<FilesTicket> {
      const limits = await rules.limitsOf(claim.inboxId, claim.reads);
      const { ticket: read, until } = await tickets.issue({ ...claim, reads: true });
      const { ticket } = claim.reads ? { ticket: read } : await tickets.issue(claim);
      return { ticket, read, until, limits };
    },
    /** Those of other houses. */
    channel: {
      ...createArriving({ blobs, dialog, rules, limits, take, finish: finishing.finish }),
      ...(publicUrl !== undefined && { link: createLinks(publicUrl, tickets) }),
    },
    sweep,
    /** Resolves when what is looked at is finished, or after `milliseconds`. */
    async stop(milliseconds: number): Promise<void> {
      for (const timer of timers) clearTimeout(timer);
      await finishing.stop(milliseconds);
    },
  };
}
