/** A message as it is sent, as far as it is read here. */
export interface Message {
  type: string;
  text?: string;
  altText?: string;
  originalContentUrl?: string;
  previewImageUrl?: string;
  quickReply?: { items: { action: Action }[] };
  contents?: object;
}
interface Action {
  type: string;
  label: string;
  data?: string;
}

/** What somebody sees in their chat with the account. */
export interface Shown {
  to: string;
  text: string;
  buttons: { label: string; data: string }[];
  isReply?: boolean;
  file?: { name: string; bytes: Buffer };
}

export function shownOf(to: string, message: Message): Shown {
  const { text = message.altText ?? message.originalContentUrl ?? "" } = message;
  const buttons = actionsIn(message).flatMap(({ label, data }) => (data === undefined ? [] : [{ label, data }]));
  return { to, text, buttons };
}

/** The actions of a message, wherever in it they are. */
function actionsIn(value: unknown): Action[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => (name === "action" ? [part as Action] : actionsIn(part)));
}

/** What LINE would find wrong in a call. */
export function wrongIn(messages: readonly Message[]): string | undefined {
  if (messages.length === 0 || messages.length > 5) return "May have 1 to 5 messages";
  return messages.map(wrongOf).find((wrong) => wrong !== undefined);
}

function wrongOf(message: Message): string | undefined {
  const { type, quickReply } = message;
  const actions = actionsIn(message);
  const most = quickReply ? { buttons: 13, label: 20 } : { buttons: 30, label: 40 };
  if (WRONG[type]?.(message)) return `What is wrong with a message of the type ${type}`;
  const areRight = actions.every(({ label, data = "" }) => label.length <= most.label && data.length <= 300);
  return areRight && actions.length <= most.buttons ? undefined : "A button is too long, or there are too many";
}

const WRONG: Readonly<Record<string, (message: Message) => boolean>> = {
  text: ({ text = "" }) => text === "" || text.length > 5_000,
  flex: ({ altText = "" }) => altText === "" || altText.length > 400,
  image: (message) =>
    [message.originalContentUrl, message.previewImageUrl].some((url) => url?.startsWith("https://") !== true),
};
