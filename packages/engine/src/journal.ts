import { pino } from "pino";

/** Fields that never reach a log, wherever they stand. */
const SECRETS = ["token", "password", "authorization", "cookie", "secret", "setupToken"];

/** Structured logs, one JSON line an entry, on standard error; secrets are cut out. */
export function createJournal(level: string) {
  return pino(
    {
      level,
      base: null,
      redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[cut]" },
    },
    pino.destination({ dest: 2, sync: false }),
  );
}
export type Journal = ReturnType<typeof createJournal>;
