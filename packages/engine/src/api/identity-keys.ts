import { ChatError, KeyChange } from "@parley/protocol";
import { type ApiParts, type Endpoints, read } from "./endpoint.ts";

/** The keys with which an inbox's site signs who its users are (SPEC I7). */
export function identityKeyEndpoints({ users, dialog }: ApiParts) {
  /** The inbox of an address, if there is one. */
  async function inboxOf({ id = "" }: Readonly<Record<string, string>>): Promise<string> {
    if ((await dialog.inboxes({})).some((inbox) => inbox.id === id)) return id;
    throw new ChatError("notFound", "There is no such inbox.");
  }

  return {
    "GET /inboxes/:id/identity-keys": async ({ params }) => users.identityKeys({ inboxId: await inboxOf(params) }),
    "POST /inboxes/:id/identity-keys": async ({ params, body, source, member }) => {
      const claim = { ...read(KeyChange, body ?? {}), by: member.id, address: source };
      return users.makeIdentityKey({ inboxId: await inboxOf(params), ...claim });
    },
    "DELETE /inboxes/:id/identity-keys/:key": async ({ params, body, source, member }) => {
      const claim = { ...read(KeyChange, body ?? {}), by: member.id, address: source };
      return users.endIdentityKey({ inboxId: await inboxOf(params), keyId: params["key"] ?? "", ...claim });
    },
  } satisfies Partial<Endpoints>;
}
