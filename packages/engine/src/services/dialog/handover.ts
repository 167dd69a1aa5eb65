import {
  type Attempt,
  type ConversationEvent,
  type Guess,
  type Handover,
  type Insight,
  type MessageEvent,
  type Signals,
  withoutSurveyLinks,
} from "@parley/protocol";
import { readReply } from "./replies/read.ts";
import { wantsPerson } from "./wants-person.ts";

/** Messages of the visitor that tell the problem, at most, and the characters of each. */
const MOST = 3;
const LONGEST = 500;

/** What the agent should know who takes over: what the visitor wants, what the bot made of it and tried. Pure. */
export function handoverOf(
  episode: readonly ConversationEvent[],
  now: Pick<Insight, "replyTo" | "understanding">,
): Handover {
  const said = episode.filter((event) => event.type === "message" && event.author.kind === "visitor") as MessageEvent[];
  const problem = said.filter(({ content }) => tellsProblem(content)).slice(-MOST);
  const insights = episode.flatMap((event) => (event.type === "message" && event.insight ? [event.insight] : []));
  const signals = signalsOf([...insights, now]);
  const last = problem.at(-1);
  const guess = last && guessOf([...insights, now].find(({ replyTo }) => replyTo === last.id));
  return {
    ...(problem.length > 0 && {
      problem: problem.map(({ content }) => withoutSurveyLinks(content.text).slice(0, LONGEST)),
    }),
    ...(guess && { guess }),
    ...(signals && { signals }),
    tried: episode.flatMap((event) => (event.type === "message" && event.insight ? attempt(event, event.insight) : [])),
  };
}

/** A request for a person, a “yes” and a “thanks” say nothing of what is needed. */
function tellsProblem(content: MessageEvent["content"]): boolean {
  if (content.type === "left" || content.type === "filled") return true;
  if (content.type === "file" || content.type === "place") return false;
  if (content.type === "choice") return /^(?:intent|article):/.test(content.value);
  if (content.text.length <= ONLY_A_REQUEST && wantsPerson(content.text)) return false;
  const reading = readReply(content.text, { what: "offer", choices: [] });
  return reading === undefined || (reading.does !== "pick" && reading.rest !== undefined);
}

/** What is longer says more than that a person is wanted. */
const ONLY_A_REQUEST = 40;

function guessOf(insight: Pick<Insight, "understanding"> | undefined): Guess | undefined {
  return insight?.understanding.inScope ? insight.understanding.intents[0] : undefined;
}

/** What they told beside their wish; nothing if they told nothing. A later feeling takes an earlier one's place. */
function signalsOf(insights: readonly Pick<Insight, "understanding">[]): Signals | undefined {
  const told = insights.flatMap(({ understanding }) => understanding.signals ?? []);
  return told.length > 0 ? Object.assign({}, ...told) : undefined;
}

function attempt({ content }: MessageEvent, { decision, understanding }: Insight): Attempt[] {
  if (decision !== "answer" && decision !== "clarify" && decision !== "article") return [];
  const article = decision === "article" && content.type === "text" ? content.source : undefined;
  if (article) return [{ did: decision, title: article.title }];
  const [best] = understanding.intents;
  return best ? [{ did: decision, intent: best.intent, title: best.title ?? best.intent }] : [];
}
