import type { Card, Choice, Content } from "@parley/protocol";
import type { OutgoingFile, Part } from "../../spine/render.ts";
import { cardInWords, choicesOn } from "../../text/in-words.ts";

/** A message object of the Messaging API. */
export type LineMessage = { type: string } & Record<string, unknown>;

/** Names what a button carries: its label, and its value. */
export type Carry = (choice: Choice) => Promise<string>;

/** Characters of a label over the keyboard, and in a message; of what stands for a message in lists; bytes of pictures. */
export const MOST = { quick: 20, label: 40, alt: 400, image: 10 * 1024 ** 2, preview: 1024 ** 2 };

/** A part as LINE shows it. */
export async function messageOf({ text, choices = [], file }: Part, carry: Carry): Promise<LineMessage> {
  if (file) return await fileOf(file);
  if (choices.length === 0) return { type: "text", text };
  const actions = await Promise.all(choices.map((choice) => actionOf(choice, carry)));
  if (choices.every(({ label }) => label.length <= MOST.quick))
    return { type: "text", text, quickReply: { items: actions.map((action) => ({ type: "action", action })) } };
  return flex(text, { type: "bubble", body: box([words(text)]), footer: box(actions.map(button)) });
}

const actionOf = async (choice: Choice, carry: Carry) => ({
  type: "postback",
  label: choice.label,
  data: await carry(choice),
  displayText: choice.label,
});

/** Cards side by side, each with its picture and its buttons; nothing where one of the buttons has no room. */
export async function cardsOf(content: Content, carry: Carry): Promise<LineMessage | undefined> {
  if (content.type !== "cards") return undefined;
  const fits = content.cards.every(({ buttons = [] }) => buttons.every(({ label }) => label.length <= MOST.label));
  if (!fits) return undefined;
  const contents = await Promise.all(content.cards.map((card) => bubble(card, carry)));
  return flex(content.text, { type: "carousel", contents });
}

async function bubble(card: Card, carry: Carry): Promise<object> {
  const { image, buttons = [], ...rest } = card;
  const url = image && "url" in image ? image.url : undefined;
  // Its pages are buttons here, and its picture is seen.
  const said = cardInWords({ ...rest, ...(image && url === undefined && { image }) });
  const [title = "", ...more] = said.split("\n").filter(Boolean);
  const pages = buttons.filter((one) => "url" in one);
  const choices = await Promise.all(choicesOn([card]).map((choice) => actionOf(choice, carry)));
  const links = pages.map(({ label, url }) => ({ type: "uri", label, uri: url }));
  const shown = [...choices, ...links].map(button);
  return {
    type: "bubble",
    ...(url && { hero: { type: "image", url, size: "full", aspectRatio: "20:13", aspectMode: "cover" } }),
    body: box([{ ...words(title), weight: "bold" }, ...more.map(words)]),
    ...(shown.length > 0 && { footer: box(shown) }),
  };
}

const words = (text: string) => ({ type: "text", text, wrap: true });
const box = (contents: object[]) => ({ type: "box", layout: "vertical", spacing: "sm", contents });
const button = (action: object) => ({ type: "button", style: "link", height: "sm", action });
const flex = (text: string, contents: object): LineMessage => ({
  type: "flex",
  altText: text.slice(0, MOST.alt),
  contents,
});

/** A picture is shown; all else is named, with where it is. LINE takes no bytes, and fetches nothing without https. */
async function fileOf({ name, type, bytes, link }: OutgoingFile): Promise<LineMessage> {
  const { whole, preview } = (await link?.()) ?? {};
  if (whole === undefined) return { type: "text", text: `📎 ${name}` };
  const small = preview ?? (bytes <= MOST.preview ? whole : undefined);
  const isShown = /^image\/(jpeg|png)$/.test(type) && bytes <= MOST.image && whole.startsWith("https://");
  if (!isShown || small === undefined) return { type: "text", text: `📎 ${name}\n${whole}` };
  return { type: "image", originalContentUrl: whole, previewImageUrl: small };
}
