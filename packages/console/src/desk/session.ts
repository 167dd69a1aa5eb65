import { backOff } from "@parley/client";
import { ChatError, type Member, type PasswordChange, type Setup, type SignedIn, type SignIn } from "@parley/protocol";
import { signal } from "@preact/signals";
import { change, read, sessionEnded } from "../api.ts";
import { drafts } from "./drafts.ts";
import { remembered } from "../language/remembered.ts";

type Session =
  | { status: "asking" }
  | {
      status: "out";
      unreachable: boolean;
      /** The engine has not heard of it yet: whoever reloads with our cookie would be in. */
      unfinished?: boolean;
    }
  | { status: "in"; me: Member };

/** Who is signed in. */
export const session = signal<Session>({ status: "asking" });

sessionEnded.tell = () => {
  session.value = { status: "out", unreachable: false };
};

/** Asks the engine whether the cookie is still good; not where one had signed out and the engine could not be told. */
export async function resume(): Promise<void> {
  if (leaving.value) return await finishSignOut();
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
  await finishing;
  const { linkMadeAt: at, ...me } = await change<SignedIn>("POST", "session", credentials);
  leaving.value = false;
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

/** One has signed out here; kept until the engine knows as well. */
const leaving = remembered<boolean>("signing-out", false, [true, false]);
let finishing: Promise<void> | undefined;

/** Signs out: here at once, for the engine as soon as it can be reached. */
export async function signOut(): Promise<void> {
  leaving.value = true;
  drafts.belongTo(undefined);
  await finishSignOut();
}

function finishSignOut(attempt = 0): Promise<void> {
  finishing = change("DELETE", "session")
    .then(
      () => true,
      (error: unknown) => ChatError.from(error).code === "unauthorized",
    )
    .then((done) => {
      if (done) leaving.value = false;
      else setTimeout(() => leaving.value && void finishSignOut(attempt + 1), backOff(attempt + 2));
      session.value = { status: "out", unreachable: false, unfinished: !done };
    });
  return finishing;
}
