import type { Proof, WireError } from "@parley/protocol";
import type { Identity } from "./chat.ts";

type Refuse = (error: WireError) => void;

/** What of a profile was shown to the engine as a proof, and what is known of it. */
interface Shown {
  /** What the page had given then: a token, what fetches one, or a hash. */
  source: unknown;
  proof?: Proof | undefined;
  /** It was fetched because the one before it had expired. */
  again?: boolean | undefined;
}

/** Milliseconds that a page has to fetch a token. */
const PATIENCE = 5_000;
/** Milliseconds before its end from which on a token is fetched anew. */
const SOON = 30_000;

const shown = new WeakMap<Identity, Shown>();

const sourceOf = ({ token, hash }: Identity): unknown => token ?? hash;

/** Whether the page has given a proof that the engine has not seen yet. */
export const hasNews = (profile: Identity): boolean =>
  sourceOf(profile) !== undefined && shown.get(profile)?.source !== sourceOf(profile);

/** The proof to show with `hello`, if there is one now. */
export async function prove(profile: Identity, refuse: Refuse): Promise<{ proof?: Proof }> {
  const { token } = profile;
  const source = sourceOf(profile);
  const before = shown.get(profile);
  const kept = before?.source === source ? before : undefined;
  const proof = typeof token === "function" ? await fetched(token, kept?.proof, refuse) : given(profile);
  shown.set(profile, { source, proof, again: kept?.again });
  return proof ? { proof } : {};
}

function given({ token, hash = "", userId = "" }: Identity): Proof {
  // It may be anything: what is no token is refused as such.
  if (token !== undefined && token !== null) return { token: token as string };
  return { userId: typeof userId === "number" ? userId : String(userId), hash };
}

/** The one from before, unless it ends soon, or another. */
async function fetched(token: () => unknown, kept: Proof | undefined, refuse: Refuse): Promise<Proof | undefined> {
  if (kept && "token" in kept && !endsSoon(kept.token)) return kept;
  const answer = await fetchFrom(token, refuse);
  return answer === undefined ? undefined : { token: answer };
}

/** Whether a token that expired is worth fetching another: not twice in a row. */
export function fetchesAgain(profile: Identity): boolean {
  const { source, again } = shown.get(profile) ?? {};
  if (typeof profile.token !== "function" || again) return false;
  shown.set(profile, { source, again: true });
  return true;
}

/** The engine has taken the proof. */
export function counts(profile: Identity): void {
  const known = shown.get(profile);
  if (known) shown.set(profile, { ...known, again: false });
}

/** A page may throw, answer nothing, or take for ever: the chat goes on without. */
async function fetchFrom(token: () => unknown, refuse: Refuse): Promise<string | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE} ms`)), PATIENCE);
  });
  try {
    const answer = await Promise.race([token(), late]);
    return answer ? (answer as string) : undefined;
  } catch (cause) {
    refuse({ code: "unavailable", message: `identify: token: ${String(cause)}` });
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

function endsSoon(token: string): boolean {
  try {
    const part = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const { exp } = JSON.parse(atob(part)) as { exp?: unknown };
    return typeof exp === "number" && exp * 1_000 < Date.now() + SOON;
  } catch {
    // The engine says what is wrong with it.
    return false;
  }
}
