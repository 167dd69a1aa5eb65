import type { Asks } from "@parley/protocol";
import type { VNode } from "preact";
import { Asking } from "./Asking.tsx";
import { Leaving } from "./Leaving.tsx";
import type { Ui } from "./ui.ts";

/** The forms in the composer's place: of what is asked before one writes, and of a message that is left while nobody is there. */
export function AskingForms({ ui, asks }: { ui: Ui; asks: Asks & { message?: true } }): VNode {
  const leaves = asks.message ?? asks === ui.chat.queue.peek()?.leave;
  return leaves ? <Leaving ui={ui} asks={asks} /> : <Asking key="asks" ui={ui} asks={asks} />;
}
