/**
 * What a visitor of the starter shop gets for realistic messages of our own (`bench/messages`): misspelt, spoken, told as stories,
 * with negations, numbers, anger, pinyin, and for some that are none of a shop's business. `--part test` and `--part people-test` take
 * those that nothing is tuned by, which are for the end of a change; `dev` and `people-dev` are for looking at. Those of `people` were
 * written later, by somebody who had not seen how the reader works; those of `fresh` by somebody who knew only what the intents are called. There is no
 * floor.
 *
 *     npm run bench -- messages [--part test | people-dev | people-test | later-dev | fresh-dev | fresh-test] [--list] [--data FOLDER]
 *
 * `--data` keeps the trained store in FOLDER, and uses it if it is there. `--list` names every message that got neither the right answer nor a
 * choice of it.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MessageEvent } from "@parley/protocol";
import type { Response } from "../packages/engine/src/services/dialog/bot-words.ts";
import { composeResponse } from "../packages/engine/src/services/dialog/respond.ts";
import { createNlu } from "../packages/engine/src/services/nlu/nlu.ts";
import { openStore } from "../packages/engine/src/store/open.ts";
import { type Figure, report } from "./kit/figures.ts";
import { options } from "./kit/options.ts";

interface Message {
  kind: string;
  /** What would be right; nothing for what is no business of a shop. */
  intents: string[];
  text: string;
  language: "en" | "zh";
}

/** What the visitor gets. */
type Outcome = "right" | "asked, with it" | "asked, without" | "article" | "offer" | "handed over" | "wrong" | "light";

/** What the bot answers in passing. */
const LIGHT = ["thanks", "goodbye", "greeting", "compliment"];
/** The intents that bring in a person, by the reason that the bot gives. */
const QUEUED: Readonly<Record<string, string>> = { negative: "complaint", asked: "talk_to_human" };

const PARTS = ["dev", "test", "people-dev", "people-test", "later-dev", "fresh-dev", "fresh-test"];
const part = PARTS.find((name) => name === options.part) ?? "dev";
const messages = parse(await readFile(new URL(`./messages/${part}.txt`, import.meta.url), "utf8"));
const folder = options.data ?? (await mkdtemp(join(tmpdir(), "parley-messages-")));
const store = await openStore(folder);
const nlu = createNlu({ store, onError: (error) => console.error(error) });
try {
  await nlu.ready();
  await moodsKnown();
  const judged = [];
  for (const message of messages) judged.push({ ...message, ...(await outcomeOf(message)) });
  const rows = new Map<string, typeof judged>();
  for (const one of judged) {
    const rowsOf =
      one.kind === "out" ? [`${one.language}, out of scope`] : [one.language, `${one.language}, ${one.kind}`];
    for (const row of rowsOf) rows.set(row, [...(rows.get(row) ?? []), one]);
  }
  console.table(
    Object.fromEntries(
      [...rows]
        .sort(([one], [other]) => one.localeCompare(other))
        .map(([row, of]) => [row, { n: of.length, ...tally(of) }]),
    ),
  );
  if (options.list) {
    for (const { kind, outcome, text, got, language } of judged) {
      const fine = kind === "out" ? outcome === "offer" : outcome === "right" || outcome === "asked, with it";
      if (!fine) console.log(`${language}  ${kind}  ${outcome}  “${text}”  ${got}`);
    }
  }
  await report("messages", figuresOf(judged), { part, judged });
} finally {
  await nlu.close();
  await store.close();
  if (!options.data) await rm(folder, { recursive: true, force: true });
}

function parse(file: string): Message[] {
  let kind = "";
  return file.split("\n").flatMap((line) => {
    if (line.startsWith("# ")) kind = line.slice(2);
    const [intents, ...rest] = line.split(" | ");
    if (rest.length === 0 || !intents) return [];
    const text = rest.join(" | ");
    const language = kind === "pinyin" || /\p{Script=Han}/u.test(text) ? ("zh" as const) : ("en" as const);
    return [{ kind, intents: intents === "oos" ? [] : intents.split(","), text, language }];
  });
}

/** The model of moods is there a little after the other. */
async function moodsKnown(): Promise<void> {
  const isKnown = async () => (await nlu.service.understand({ text: "This is terrible, I am furious!" })).sentiment;
  while ((await isKnown()) !== "negative") await new Promise((resolve) => setTimeout(resolve, 200));
}

async function outcomeOf({ text, language, intents }: Message): Promise<{ outcome: Outcome; got: string }> {
  const locale = language === "zh" ? "zh-CN" : "en";
  const content = { type: "text" as const, text };
  const said = { type: "message" as const, id: "m", conversationId: "c", seq: 1, at: 1 };
  const message: MessageEvent = { ...said, author: { kind: "visitor" }, content };
  const { response } = await composeResponse(nlu.service, message, { unsure: 0, locale, people: { online: 1 } });
  if (!response) return { outcome: "light", got: "" };
  const { intents: guesses, inScope } = response.understanding;
  const likely = guesses.slice(0, 3).map(({ intent, confidence }) => `${intent} ${confidence.toFixed(2)}`);
  return { outcome: judge(response, intents), got: `${likely.join(", ")}${inScope ? "" : ", out of scope"}` };
}

function judge({ happening, decision, understanding }: Response, intents: readonly string[]): Outcome {
  const has = (named: readonly (string | undefined)[]) =>
    named.some((name) => name !== undefined && intents.includes(name));
  const likeliest = understanding.intents.slice(0, 1).map(({ intent }) => intent);
  if (happening.type === "queued") return has([QUEUED[happening.reason]]) ? "right" : "handed over";
  if (decision === "answer") return has(likeliest) ? "right" : "wrong";
  if (decision === "clarify") return has(asked(happening)) ? "asked, with it" : "asked, without";
  if (decision === "acknowledge") return has(LIGHT) ? "right" : "light";
  return decision === "article" ? "article" : "offer";
}

function asked(happening: Response["happening"]): string[] {
  if (happening.type !== "message" || happening.content.type !== "text") return [];
  return (happening.content.choices ?? []).map(({ value }) => value.replace("intent:", ""));
}

function tally(judged: readonly { outcome: Outcome }[]): Partial<Record<Outcome, number>> {
  const counts: Partial<Record<Outcome, number>> = {};
  for (const { outcome } of judged) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

function figuresOf(judged: readonly (Message & { outcome: Outcome })[]): Figure[] {
  const share = (of: readonly { outcome: Outcome }[], ...outcomes: Outcome[]) =>
    (100 * of.filter(({ outcome }) => outcomes.includes(outcome)).length) / Math.max(1, of.length);
  return (["en", "zh"] as const).flatMap((language): Figure[] => {
    const spoken = judged.filter((message) => message.language === language);
    const within = spoken.filter(({ kind }) => kind !== "out");
    const out = spoken.filter(({ kind }) => kind === "out");
    return [
      { figure: `${language}: right, %`, measured: share(within, "right"), better: "more" },
      {
        figure: `${language}: right, or asked back with it, %`,
        measured: share(within, "right", "asked, with it"),
        better: "more",
        must: 85,
        aim: 92,
      },
      { figure: `${language}: wrong and sure, %`, measured: share(within, "wrong"), better: "less", must: 3 },
      {
        figure: `${language}: out of scope and queued, %`,
        measured: share(out, "handed over"),
        better: "less",
        must: 0,
      },
      { figure: `${language}: out of scope and answered, %`, measured: share(out, "wrong", "article"), better: "less" },
    ];
  });
}
