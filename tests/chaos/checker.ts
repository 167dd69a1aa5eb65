import type { ConversationEvent, MessageEvent } from "@parley/protocol";
import type { Sent } from "./sent.ts";

/** What came out of a run, to be judged. */
export interface Evidence {
  /** What is stored, by conversation, in the order of `seq`. */
  logs: ReadonlyMap<string, readonly ConversationEvent[]>;
  records: readonly Sent[];
  /** What everyone was shown of a conversation. */
  views: readonly { who: string; conversationId: string; shown: readonly Pick<ConversationEvent, "id" | "seq">[] }[];
}

export interface Verdict {
  deliveries: number;
  lost: number;
  doubled: number;
  reordered: number;
  /** Anything else that was promised and not kept, and the first of each kind above, in words. */
  problems: string[];
}

type Note = (kind: "lost" | "doubled" | "reordered" | "broken", what: string) => void;

/** Faults of one kind that are put into words at most. */
const MOST_WORDS = 20;

/** Judges by what is stored and what was said to whom, and by nothing that the engine says of itself. */
export function check({ logs, records, views }: Evidence): Verdict {
  const verdict: Verdict = { deliveries: 0, lost: 0, doubled: 0, reordered: 0, problems: [] };
  const note: Note = (kind, what) => {
    if (kind === "broken") verdict.problems.push(what);
    else if (verdict[kind]++ < MOST_WORDS) verdict.problems.push(`${kind}: ${what}`);
  };
  for (const [conversationId, log] of logs) checkLog(conversationId, log, note);
  for (const mark of twice(logs, records)) note("doubled", `${mark} is stored twice`);
  checkReceipts(records, logs, note);
  for (const view of views) {
    verdict.deliveries += view.shown.length;
    checkView(view, logs.get(view.conversationId) ?? [], note);
  }
  return verdict;
}

function checkLog(conversationId: string, log: readonly ConversationEvent[], note: Note): void {
  const ids = new Set<string>();
  log.forEach((event, index) => {
    if (event.seq !== index + 1) note("reordered", `${conversationId} has ${event.seq} as number ${index + 1}`);
    if (ids.has(event.id)) note("doubled", `${event.id} is stored twice`);
    ids.add(event.id);
  });
  for (const breach of breaches(conversationId, log)) note("broken", breach);
}

/** Whether what was acknowledged is stored, as it was said, and what was refused is not. */
function checkReceipts(records: readonly Sent[], logs: Evidence["logs"], note: Note): void {
  const last = new Map<string, number>();
  for (const sent of records) {
    const log = logs.get(sent.conversationId) ?? [];
    const stored = log.find(({ id }) => id === sent.id);
    const what = `${sent.event} ${sent.id} of ${sent.from}`;
    switch (sent.outcome.is) {
      case "waiting":
        note("broken", `unanswered: ${what}`);
        break;
      case "refused":
        if (stored) note("broken", `refused and stored: ${what} ${told(sent, stored)}`);
        break;
      case "stored": {
        const { seq } = sent.outcome.receipt;
        if (!stored) checkUnstored(sent, { what, log, seq }, note);
        else checkPlace(stored.seq, { what, seq, earlier: last.get(sent.from) ?? 0 }, note);
        last.set(sent.from, Math.max(stored?.seq ?? 0, last.get(sent.from) ?? 0));
      }
    }
  }
}

/** Minutes and seconds are the same on clocks that are wrong by hours. */
const told = ({ attempts }: Sent, { seq, at }: ConversationEvent) =>
  `(as ${seq} at ${new Date(at).toISOString().slice(14, 23)}; ${attempts.slice(-4).join("; ")})`;

/** `earlier` is the number of what the same person sent before. */
function checkPlace(stored: number, said: { what: string; seq: number; earlier: number }, note: Note): void {
  if (stored !== said.seq) note("reordered", `${said.what} is ${stored}, not ${said.seq}`);
  if (stored < said.earlier) note("reordered", `${said.what} came before an earlier one`);
}

interface Unstored {
  what: string;
  log: readonly ConversationEvent[];
  seq: number;
}

/** Words that were acknowledged must be there; a claim or a close may have been needless. */
function checkUnstored({ event, by }: Sent, { what, log, seq }: Unstored, note: Note): void {
  if (event === "send" || event === "note") note("lost", `${what} was acknowledged as ${seq}`);
  if (event === "claim" && holderAt(log, seq) !== by)
    note("broken", `${what} was granted to ${by}, who does not hold it`);
}

function checkView(view: Evidence["views"][number], log: readonly ConversationEvent[], note: Note): void {
  const { who, conversationId, shown } = view;
  const seen = new Set<string>();
  shown.forEach(({ seq, id }, index) => {
    if (seen.has(id)) note("doubled", `${who} saw ${id} twice`);
    else if (log[index]?.id !== id) note("reordered", `${who} saw ${id} (${seq}) as number ${index + 1}`);
    seen.add(id);
  });
  for (const { id, seq } of log) if (!seen.has(id)) note("lost", `${who} never saw ${seq} of ${conversationId}`);
}

/** The agent who holds a conversation after its event of that number. */
function holderAt(log: readonly ConversationEvent[], seq: number): string | undefined {
  let holder: string | undefined;
  for (const event of log) {
    if (event.seq > seq) break;
    if (event.type === "claimed") holder = event.agent.id;
    if (MOVES.has(event.type)) holder = undefined;
  }
  return holder;
}

/** Marks that occur in more than one stored message. */
function twice(logs: Evidence["logs"], records: Evidence["records"]): string[] {
  const known = new Set(records.flatMap(({ mark }) => (mark ? [mark] : [])));
  const seen = new Set<string>();
  const doubled: string[] = [];
  for (const event of [...logs.values()].flat()) {
    if (event.type !== "message" || event.author.kind === "bot") continue;
    const [, mark = ""] = /\((.+#\d+)\)$/.exec(event.content.text) ?? [];
    if (seen.has(mark) && known.has(mark)) doubled.push(mark);
    seen.add(mark);
  }
  return doubled;
}

const ASKS_BACK = new Set<string | undefined>(["clarify", "offer"]);

type Status = "bot" | "queued" | "agent" | "closed";

/** What a log says that must not be: an agent robbed of a conversation, a bot that talks into one, a question left alone. */
function breaches(conversationId: string, log: readonly ConversationEvent[]): string[] {
  const found: string[] = [];
  let holder: string | undefined;
  let status: Status = "closed";
  for (const event of log) {
    const wrong = wrongIn(event, status, holder);
    if (wrong) found.push(`${wrong}: ${conversationId} ${event.seq}`);
    if (event.type === "claimed") [holder, status] = [event.agent.id, "agent"];
    else if (MOVES.has(event.type)) [holder, status] = [undefined, statusAfter(event)];
  }
  if (unanswered(log)) found.push(`the bot never answered: ${conversationId}`);
  return found;
}

/** Who waits is answered what the bot is sure of, and not asked back (SPEC H4). */
function maySpeak(status: Status, { insight }: MessageEvent): boolean {
  return status === "bot" || (status === "queued" && !ASKS_BACK.has(insight?.decision));
}

function wrongIn(event: ConversationEvent, status: Status, holder: string | undefined): string | undefined {
  if (event.type === "claimed" && holder !== undefined) return `two winners: ${event.agent.id} took it from ${holder}`;
  if (event.type !== "message") return undefined;
  const { author } = event;
  switch (author.kind) {
    case "bot":
      return maySpeak(status, event) ? undefined : `the bot speaks while ${status}`;
    case "agent":
      return author.id === holder ? undefined : `${author.id} writes without holding it`;
    default:
      return status === "closed" ? "a message in no episode" : undefined;
  }
}

/** Whether the last thing that a visitor said to the bot has no answer. */
export function unanswered(log: readonly ConversationEvent[]): boolean {
  let toBot = false;
  let asked = false;
  for (const event of log) {
    if (MOVES.has(event.type) || event.type === "claimed") {
      toBot = event.type !== "claimed" && statusAfter(event) === "bot";
      asked = false;
    } else if (event.type === "message" && event.author.kind !== "agent") asked = event.author.kind === "visitor";
  }
  return toBot && asked;
}

const MOVES: ReadonlySet<ConversationEvent["type"]> = new Set(["opened", "queued", "released", "closed"]);

function statusAfter(event: ConversationEvent): "bot" | "queued" | "closed" {
  if (event.type === "released") return event.to === "bot" ? "bot" : "queued";
  if (event.type === "opened") return "bot";
  return event.type === "queued" ? "queued" : "closed";
}
