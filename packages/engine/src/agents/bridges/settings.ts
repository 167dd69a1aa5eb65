import type { Inbox, Locale } from "@parley/protocol";
import type { SetupField } from "../../spine/port.ts";

/** Where conversations of inboxes are shown, and in which language. */
export interface Place {
  locale: Locale;
  /** The room of an inbox; nothing where it is shown nowhere. */
  roomOf(inboxId: string): string | undefined;
}

const text = (value: unknown) => (typeof value === "string" ? value.trim() : "");

/** Reads `room`, where all goes, and `rooms`: inboxes that go elsewhere, or nowhere, as `shop=C024BE91L, jobs=-`. */
export function placeOf({ settings }: Pick<Inbox, "settings">): Place {
  const usual = text(settings["room"]);
  const pairs = text(settings["rooms"])
    .split(/[,;，；\n]/)
    .map((pair) => pair.split("=").map((part) => part.trim()))
    .filter((pair): pair is [string, string] => pair.length === 2 && pair[0] !== "" && pair[1] !== "");
  const rooms = new Map(pairs);
  return {
    locale: settings["language"] === "zh-CN" ? "zh-CN" : "en",
    roomOf(inboxId) {
      const room = rooms.get(inboxId) ?? usual;
      return room === "" || room === "-" ? undefined : room;
    },
  };
}

/** What every account is asked for beside its own. */
export const roomFields = (room: Pick<SetupField, "label" | "hint">): SetupField[] => [
  { key: "room", required: true, ...room },
  {
    key: "rooms",
    label: { en: "Inboxes that go elsewhere", "zh-CN": "去往其他群的收件箱" },
    hint: {
      en: "inbox=room, more of them with commas between; inbox=- is shown nowhere. All others go to the room above.",
      "zh-CN": "收件箱=群，多个用逗号隔开；收件箱=- 表示不显示。其余的都去上面的群。",
    },
    pattern: "[^=,;]+=[^=,;]+([,;][^=,;]+=[^=,;]+)*",
  },
  {
    key: "language",
    label: { en: "Language of what is posted", "zh-CN": "发布内容的语言" },
    options: ["en", "zh-CN"],
  },
];
