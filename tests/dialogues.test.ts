import { readFile } from "node:fs/promises";
import { type Choice, type ConversationEvent, type Insight, type Locale, newId } from "@parley/protocol";
import { expect, test } from "vitest";
import { runEngine, shared } from "./support/engine.ts";

/** Share of dialogues in which every reply must be taken for what it is. */
const BAR = 0.98;

interface Turn {
  said: string;
  expected: string;
}

/** Dialogues, one a line: what the visitor says and what is to come of it, turn by turn. */
async function dialogues(file: string): Promise<Turn[][]> {
  const text = await readFile(new URL(`dialogues/${file}`, import.meta.url), "utf8");
  const turnOf = (turn: string): Turn => {
    const [said = "", expected = ""] = turn.split(" => ");
    return { said: said.trim(), expected: expected.trim() };
  };
  return text
    .trim()
    .split("\n")
    .map((line) => line.split(" | ").map(turnOf));
}

const isSubject = ({ value }: Choice) => value.startsWith("intent:");

/** What came of a turn, in the words of the files. */
function outcome(events: readonly ConversationEvent[], offered: readonly Choice[]): string[] {
  const types = events.map(({ type }) => type);
  if (types.includes("queued")) return ["person"];
  if (types.includes("released")) return ["stop"];
  const [reply] = events;
  return reply?.type === "message" && reply.insight ? decided(reply.insight, offered) : ["nothing"];
}

function decided({ decision, understanding }: Insight, offered: readonly Choice[]): string[] {
  if (decision === "acknowledge") return ["ack"];
  if (decision !== "answer") return [decision, "again", "ask"];
  return answered(understanding.intents[0]?.intent ?? "", offered);
}

function answered(intent: string, offered: readonly Choice[]): string[] {
  const place = offered.findIndex(({ value }) => value === `intent:${intent}`);
  const last = place >= 0 && place === offered.findLastIndex(isSubject) ? ["pick:last"] : [];
  return ["answer", "ask", `answer:${intent}`, `pick:${place + 1}`, ...last];
}

/** `label:2` is the label of the second choice. */
function words(said: string, offered: readonly Choice[]): string {
  return said.replace(/label:(\d)/gi, (mark, place: string) => {
    const label = offered[Number(place) - 1]?.label ?? "";
    return mark.startsWith("L") ? label.toUpperCase() : label;
  });
}

const start = shared(runEngine);

test.each([
  ["en", "en.txt"],
  ["zh-CN", "zh.txt"],
  ["en", "hard-en.txt"],
  ["zh-CN", "hard-zh.txt"],
] as [Locale, string][])(
  "[B1] [B2] what visitors reply to the bot is taken for what it is: %s",
  { timeout: 600_000 },
  async (locale, file) => {
    const { engine } = await start();
    const { dialog } = engine.services;
    const wrong: { line: number; what: string }[] = [];
    const all = await dialogues(file);
    for (const [line, turns] of all.entries()) {
      const { id: conversationId } = await dialog.open({ visitorId: newId(), channel: "web", locale });
      let offered: readonly Choice[] = [];
      for (const { said, expected } of turns) {
        const messageId = newId();
        const content = { type: "text" as const, text: words(said, offered) };
        await dialog.apply({
          conversationId,
          id: messageId,
          command: { do: "say", author: { kind: "visitor" }, content },
        });
        const { events } = await dialog.respond({ conversationId, messageId, online: 1 });
        const found = outcome(events, offered);
        if (!found.includes(expected)) {
          wrong.push({ line, what: `${content.text} => ${found.join(", ")} instead of ${expected}` });
          break;
        }
        const reply = events.findLast((event) => event.type === "message");
        if (reply?.content.type === "text" && reply.content.choices) offered = reply.content.choices;
      }
    }
    // Every third was left aside while the words were gathered.
    const held = (line: number) => line % 3 === 2;
    const rate = (lines: (line: number) => boolean) => {
      const count = all.filter((_, line) => lines(line)).length;
      return (count - wrong.filter(({ line }) => lines(line)).length) / count;
    };
    const seen = rate((line) => !held(line));
    const unseen = rate(held);
    process.stderr.write(
      `${file}: ${(seen * 100).toFixed(1)} % of those seen, ${(unseen * 100).toFixed(1)} % of those not\n`,
    );
    expect(
      rate(() => true),
      wrong.map(({ what }) => what).join("\n"),
    ).toBeGreaterThanOrEqual(BAR);
  },
);
