import { ChatError, FIRST_INBOX, type Hello, type IdentityState } from "@parley/protocol";
import type { Users } from "../../services/users/contract.ts";
import type { WebParts } from "./parts.ts";
import type { VisitorSocket } from "./session.ts";

/** Whose a connection is. */
export interface Whose {
  visitorId: string;
  token: string;
  isNew: boolean;
  /** A proof was given for the token. */
  signed: boolean;
  identity?: IdentityState | undefined;
  /** Whom the browser was until now, if that is another visitor. */
  left?: { visitorId: string; anonymous: boolean } | undefined;
  /** Whose token ended, as the browser has another now. */
  replaced?: string | undefined;
}

type Greeted = Pick<Hello, "locale" | "page" | "proof">;

const known = (users: Users, token: string) =>
  users.authenticateVisitor({ token }).catch((cause: unknown) => {
    if (ChatError.from(cause).code === "unauthorized") return undefined;
    throw cause;
  });

/** The visitor whom a proof names, else the one of the connection's token, else a new one. */
export async function identified(socket: VisitorSocket, parts: WebParts, hello: Greeted): Promise<Whose> {
  const whose = await whoseIs(socket, parts, hello);
  // The handshake may have been the first use of the token.
  return { ...whose, replaced: whose.replaced ?? socket.data.replaced };
}

async function whoseIs(socket: VisitorSocket, parts: WebParts, hello: Greeted): Promise<Whose> {
  const { identity: mode } = await parts.rulesOf(inboxOf(socket));
  const proven = hello.proof && (mode === "off" ? OFF : await provenBy(hello.proof, socket, parts, hello));
  if (proven && "visitorId" in proven) return proven;
  const { userId, ...whose } = await unproven(socket, parts, hello);
  const needed = !whose.signed && mode === "enforce";
  return { ...whose, identity: stateOf({ userId, refused: proven?.refused, needed: needed ? true : undefined }) };
}

const OFF = { refused: { code: "off" as const, message: "This inbox takes no proofs of identity." } };

/** Nothing where there is nothing to say. */
function stateOf(state: { [K in keyof IdentityState]: IdentityState[K] | undefined }): IdentityState | undefined {
  const said = Object.entries(state).filter(([, value]) => value !== undefined);
  return said.length > 0 ? (Object.fromEntries(said) as IdentityState) : undefined;
}

/** The inbox that a connection is of. */
export const inboxOf = ({ data: { inboxId = FIRST_INBOX } }: VisitorSocket): string => inboxId;

async function provenBy(
  proof: NonNullable<Hello["proof"]>,
  socket: VisitorSocket,
  { users }: WebParts,
  { locale, page }: Greeted,
) {
  const { token, browser } = socket.data;
  const proven = await users.prove({ inboxId: inboxOf(socket), proof, token, locale, page, browser });
  if ("refused" in proven) return proven;
  const { userId, fields, ...whose } = proven;
  return { ...whose, signed: true, identity: { userId, ...(fields.length > 0 && { fields }) } };
}

async function unproven(socket: VisitorSocket, { users, limits }: WebParts, { locale, page }: Greeted) {
  const { token, browser, address = "" } = socket.data;
  const visitor = token === undefined ? undefined : await knownHere(users, token, inboxOf(socket));
  if (visitor && token !== undefined) {
    const { id, signed = false, replaced, profile } = visitor;
    return { visitorId: id, token, isNew: false, signed, replaced, userId: signed ? profile.userId : undefined };
  }
  limits.take("newVisitor", address);
  const made = await users.createVisitor({ locale, page, browser, inboxId: inboxOf(socket) });
  return { visitorId: made.visitor.id, token: made.token, isNew: true, signed: false, userId: undefined };
}

/**
 * The visitor of a token. Nobody if they have been forgotten since they connected, over another connection; and nobody who is signed in in
 * another inbox, for a proof counts in its own (SPEC I7).
 */
async function knownHere(users: Users, token: string, inboxId: string) {
  const visitor = await known(users, token);
  const isElsewhere = visitor?.signed && (visitor.inboxId ?? FIRST_INBOX) !== inboxId;
  return isElsewhere ? undefined : visitor;
}
