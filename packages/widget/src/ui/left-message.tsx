import type { Leave } from "@parley/protocol";
import type { VNode } from "preact";
import type { Answers } from "../client/chat.ts";
import type { AskingTexts } from "../texts/asking.ts";
import type { Ui } from "./ui.ts";

/** Its place among what is wrong with a form. */
export const MESSAGE = "message";
/** Characters of a message that is left: with all fields it is no longer than any message may be. */
const MOST = 2000;

interface MessageProps {
  ui: Ui;
  /** What stands above it, in the inbox's own words. */
  text: string | undefined;
  message: string;
  texts: AskingTexts;
  problem: string | undefined;
}

/** What is left for people. It is the composer's draft: whatever happens to the form, it is there. */
export function Message({ ui: { draft }, text, message, texts, problem }: MessageProps): VNode {
  return (
    <div>
      {text && <p dir="auto">{text}</p>}
      <label>
        <span>{texts.message}</span>
        <textarea
          rows={2}
          dir="auto"
          value={message}
          required
          aria-invalid={!!problem}
          aria-describedby="asked-message"
          onInput={(event) => (draft.value = event.currentTarget.value)}
        />
      </label>
      <span class="problem" id="asked-message">
        {problem}
      </span>
    </div>
  );
}

/** What is wrong with it. */
export function problemsOfMessage(message: string, texts: AskingTexts): Record<string, string> {
  if (message.trim() === "") return { [MESSAGE]: texts.missing };
  return message.length > MOST ? { [MESSAGE]: texts.long.replace("200", `${MOST}`) } : {};
}

/** All that was written, a line for each field, as agents read it. */
export function inWords({ fields }: Leave, said: Answers["fields"], message: string, texts: AskingTexts): string {
  const lines = fields.flatMap(({ field, label }) => {
    const words = said[field]?.trim();
    const name = label ?? (texts as unknown as Record<string, string>)[field];
    return words ? [`${name}${texts.colon}${words}`] : [];
  });
  return [message.trim(), ...lines].join("\n");
}
