/** What an engine says of itself at `/readyz`. */
export interface Readiness {
  /** `ready`, `degraded`, or `not ready`. */
  status: string;
  /** Why it is not ready, by part. */
  problems: Record<string, string>;
}

/** Asks an engine how it is. Resolves to nothing if that is no engine; rejects if nobody answers within so many milliseconds. */
export async function askReadiness(url: string, patience: number): Promise<Readiness | undefined> {
  const address = `${url.replace(/\/+$/, "")}/readyz`;
  const response = await fetch(address, { signal: AbortSignal.timeout(patience), redirect: "error" });
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body !== "object" || body === null || !("status" in body)) return undefined;
  const problems = "problems" in body ? Object.entries(body.problems ?? {}) : [];
  return {
    status: String(body.status),
    problems: Object.fromEntries(problems.map(([part, problem]) => [part, String(problem)])),
  };
}

/** Why nobody answered, as short as the operating system says it. */
export function reasonOfSilence(error: unknown): string {
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return String(cause);
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
}
