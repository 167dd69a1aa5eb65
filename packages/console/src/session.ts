import type { Member, PasswordChange, Role, Setup, SignedIn, SignIn } from "@parley/protocol";
import { signal } from "@preact/signals";
import { change, read, sessionEnded } from "./api.ts";

type Session = { status: "asking" } | { status: "out"; unreachable: boolean } | { status: "in"; me: Member };

const RANK: readonly Role[] = ["agent", "supervisor", "admin", "owner"];

/** Who is signed in. */
export const session = signal<Session>({ status: "asking" });

sessionEnded.tell = () => {
  session.value = { status: "out", unreachable: false };
};

/** Asks the engine whether the cookie is still good. */
export async function resume(): Promise<void> {
  try {
    session.value = { status: "in", me: await read<Member>("session") };
  } catch (error) {
    const unreachable = !(error instanceof Error && "code" in error && error.code === "unauthorized");
    session.value = { status: "out", unreachable };
  }
}

/** When somebody made a link that could have set another password, until the member has seen it. */
export const linkMadeAt = signal<number | undefined>(undefined);

/** Signs in. Throws if e-mail and password do not fit. */
export async function signIn(credentials: SignIn): Promise<void> {
  const { linkMadeAt: at, ...me } = await change<SignedIn>("POST", "session", credentials);
  linkMadeAt.value = at;
  session.value = { status: "in", me };
}

/** Uses a one-time link; the new owner or member is signed in by it. */
export async function setUp(setup: Setup): Promise<void> {
  session.value = { status: "in", me: await change<Member>("POST", "setup", setup) };
}

/** Sets another password; all other sessions end. Throws a `ChatError`, `invalid` for a wrong current one. */
export async function changePassword(passwords: PasswordChange): Promise<void> {
  await change("PUT", "session/password", passwords);
}

/** Signs out, here and for the engine. */
export async function signOut(): Promise<void> {
  await change("DELETE", "session").catch(() => undefined);
  session.value = { status: "out", unreachable: false };
}

/** Whether a role includes what `least` may. */
export function may(role: Role, least: Role): boolean {
  return RANK.indexOf(role) >= RANK.indexOf(least);
}
