import type { WireError } from "@parley/protocol";
import type { VNode } from "preact";
import type { ChatMessage } from "../client/messages.ts";
import { troubleTexts } from "../texts/unsent.ts";
import type { Ui } from "./ui.ts";

/** Under a message that is not sent: what can be done. Loaded with the first one. */
export function Failed({ ui: { chat, texts }, message }: { ui: Ui; message: ChatMessage }): VNode {
  const { delivery, id } = message;
  const words = troubleTexts[texts.spoken];
  const signIn = (delivery as { error?: WireError }).error?.details?.["reason"] === "identity";
  return (
    <p class="footer trouble">
      {signIn ? words.signIn : words.notSent}
      <button class="text" onClick={() => chat.retry(id)}>
        {words.tryAgain}
      </button>
      <button class="text" onClick={() => chat.discard(id)}>
        {words.discard}
      </button>
    </p>
  );
}

/** How many characters are left, or too many. */
export const lengthIn = ({ texts }: Ui, left: number): string =>
  left < 0 ? troubleTexts[texts.spoken].over(-left) : troubleTexts[texts.spoken].left(left);

/** What those hear who do not see that a message is not sent. */
export const notSent = ({ texts }: Ui): string => troubleTexts[texts.spoken].notSent;
