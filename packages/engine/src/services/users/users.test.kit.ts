import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ChatError, type ErrorCode } from "@parley/protocol";
import { onTestFinished } from "vitest";
import { openStore } from "../../store/open.ts";
import type { Doc, Store } from "../../store/store.ts";
import { createUsers } from "./users.ts";

export const PASSWORD = "correct horse battery";

/** A users service on a real store in a temporary folder, with a clock that the test moves. */
export async function openUsers() {
  const folder = await mkdtemp(join(tmpdir(), "parley-users-"));
  const store = await openStore(folder);
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  const clock = { now: Date.UTC(2026, 0, 15) };
  const create = () => createUsers({ store, now: () => clock.now });
  const users = create();

  /** Makes the owner and signs in. */
  async function owner() {
    const { token } = await users.ownerSetup({});
    return users.setup({ token: token ?? "", name: "Olivia", email: "olivia@shop.example", password: PASSWORD });
  }

  /** Invites a member, who sets the password and signs in. */
  async function member(role: "agent" | "supervisor" | "admin", email = `${role}@shop.example`) {
    const { setupToken } = await users.invite({ name: `The ${role}`, email, role, by: "owner", current: PASSWORD });
    return users.setup({ token: setupToken, password: PASSWORD });
  }

  /** `create` gives another process on the same store: nothing in memory is shared. */
  return { store, clock, users, create, owner, member };
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Everything that is stored, as text. */
export async function allStored(store: Store): Promise<string> {
  const names = [
    "visitors",
    "visitorTokens",
    "members",
    "sessions",
    "invitations",
    "ownerLinks",
    "signInFailures",
    "audit",
  ];
  const documents = await Promise.all(names.map((name) => store.collection<Doc>(name).find({})));
  return JSON.stringify(documents);
}

/** The error with which a call is refused. */
export async function refusal(call: Promise<unknown>): Promise<ChatError> {
  const outcome = await call.then(
    () => undefined,
    (cause: unknown) => ChatError.from(cause),
  );
  if (!outcome) throw new Error("It was not refused.");
  return outcome;
}

export async function codeOf(call: Promise<unknown>): Promise<ErrorCode> {
  return (await refusal(call)).code;
}
