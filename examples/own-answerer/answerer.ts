import type { Answer, Answerer } from "@parley/engine";

/** What the shop knows of an order. */
export interface Order {
  state: "packed" | "on its way" | "lost";
  arrives: string;
}

export interface Settings {
  /** Looks an order up; nothing if there is none of this number. */
  find: (number: string, signal: AbortSignal) => Promise<Order | undefined>;
}

const ASKS = /\b(?:my|the) parcel\b|包裹/i;
const NUMBER = /\b\d{5,8}\b/;

const WORDS = {
  en: {
    which: "What is the number of your order?",
    unknown: (number: string) => `I cannot find an order ${number}.`,
    lost: "I am sorry: it seems to be lost.",
    found: ({ state, arrives }: Order) => [`It is ${state}.`, `It arrives ${arrives}.`],
  },
  zh: {
    which: "请告诉我您的订单号。",
    unknown: (number: string) => `没有找到订单 ${number}。`,
    lost: "非常抱歉，您的包裹可能丢失了。",
    found: ({ state, arrives }: Order) => [
      state === "packed" ? "订单已打包。" : "订单正在派送。",
      `预计 ${arrives} 送达。`,
    ],
  },
};

/**
 * An answerer of one's own: it looks orders up in the shop's system. It asks for the number where that is missing, gives a lost order to
 * people, and leaves all else to the others.
 */
export function orders({ find }: Settings): Answerer {
  return {
    name: "orders",
    within: 5_000,

    async answer({ text, task, language, signal }): Promise<Answer | undefined> {
      const words = WORDS[language.startsWith("zh") ? "zh" : "en"];
      const number = NUMBER.exec(text)?.[0];
      const isAbout = ASKS.test(text);
      // Who was asked for a number and says neither that nor anything of a parcel is talking about something else.
      if (!isAbout && !(task === "number" && number)) return undefined;
      if (!number) return { say: words.which, decision: "clarify", task: "number" };
      const order = await find(number, signal);
      if (!order) return { say: words.unknown(number) };
      return order.state === "lost" ? { say: words.lost, handOver: true } : { say: words.found(order) };
    },
  };
}
