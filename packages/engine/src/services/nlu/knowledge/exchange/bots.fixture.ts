import { strToU8, zipSync } from "fflate";
import type { Sample } from "./samples.fixture.ts";

const json = (value: unknown) => JSON.stringify(value, null, 2);

/** Exports of other bots. */
export const BOTS: Sample[] = [
  {
    what: "Rasa 3, with a domain and rules",
    files: {
      "nlu.yml":
        'version: "3.1"\nnlu:\n- intent: faq/ask_return\n  examples: |\n    - how do I return [shoes](product)\n    - return [it]{"entity": "thing", "role": "x"} please\n- intent: greet\n  examples: |\n    - hey\n    - true\n- synonym: shoes\n  examples: |\n    - boots\n- intent: order\n  examples:\n  - text: |\n      where is my order\n',
      "domain.yml":
        'version: "3.1"\nintents:\n  - greet\n  - order:\n      use_entities: []\nresponses:\n  utter_greet:\n  - text: "Hey {name}!"\n    buttons:\n    - title: "Order"\n      payload: "/order"\n  - text: "Hi!"\n  utter_faq/ask_return:\n  - text: Within 30 days.\n  utter_status:\n  - text: "Order {order_number} is on its way"\n',
      "rules.yml": 'version: "3.1"\nrules:\n- rule: where\n  steps:\n  - intent: order\n  - action: utter_status\n',
    },
    format: "Rasa",
    intents: {
      faq_ask_return: {
        examples: ["how do I return shoes", "return it please"],
        en: "Within 30 days.",
        title: "faq/ask_return",
      },
      greet: { examples: ["hey", "true"], en: "Hey!" },
      order: { examples: ["where is my order"], en: "Order {{order_id}} is on its way" },
    },
  },
  {
    what: "Rasa JSON",
    files: {
      "nlu.json": json({
        rasa_nlu_data: {
          common_examples: [
            { text: "hello", intent: "greet", entities: [] },
            { text: "再见", intent: "bye", entities: [] },
          ],
        },
      }),
    },
    format: "Rasa JSON",
    intents: { greet: { examples: ["hello"] }, bye: { examples: ["再见"] } },
  },
  {
    what: "Rasa Markdown",
    files: {
      "nlu.md":
        "## intent:greet\n- hello [Bob](name)\n<!-- - not me -->\n\n## synonym:x\n- y\n\n## intent:faq/ask\n- what is it\n",
      "stories.md": "## happy\n* greet\n  - utter_greet\n",
      "domain.yml": "responses:\n  utter_greet:\n  - text: Hello!\n",
    },
    format: "Rasa Markdown",
    intents: {
      greet: { examples: ["hello Bob"], en: "Hello!" },
      faq_ask: { examples: ["what is it"], title: "faq/ask" },
    },
  },
  {
    what: "NLP.js",
    files: {
      "corpus-en.json": json({
        name: "Corpus",
        locale: "en-US",
        data: [{ intent: "agent.age", utterances: ["your age", "how old is @hero"], answers: ["I'm young", "Very"] }],
      }),
    },
    format: "NLP.js",
    intents: { agent_age: { examples: ["your age", "how old is hero"], en: "I'm young", title: "agent.age" } },
  },
  {
    what: "ChatterBot",
    files: {
      "greetings.yml": "categories:\n- greetings\nconversations:\n- - Hello\n  - Hi there\n- - 你好\n  - 您好\n",
    },
    format: "ChatterBot",
    intents: {
      hello: { examples: ["Hello"], en: "Hi there", title: "Hello" },
      你好: { examples: ["你好"], zh: "您好", title: "你好" },
    },
  },
  {
    what: "Dialogflow, as an archive",
    files: {
      "agent.zip": zipSync({
        "agent.json": strToU8(json({ description: "", language: "en" })),
        "intents/Order Status.json": strToU8(
          json({
            id: "1",
            name: "Order Status",
            responses: [
              {
                messages: [
                  { type: "0", lang: "en", speech: ["It is on its way, $name.", "Soon."] },
                  { type: "0", lang: "zh-cn", speech: "在路上。" },
                ],
              },
            ],
            fallbackIntent: false,
          }),
        ),
        "intents/Order Status_usersays_en.json": strToU8(
          json([
            {
              id: "2",
              data: [
                { text: "where is ", userDefined: false },
                { text: "my order", alias: "thing", meta: "@thing" },
              ],
              isTemplate: false,
              count: 0,
            },
          ]),
        ),
        "intents/Default Fallback Intent.json": strToU8(
          json({
            name: "Default Fallback Intent",
            responses: [{ messages: [{ speech: "What?" }] }],
            fallbackIntent: true,
          }),
        ),
        "entities/thing.json": strToU8(json({ name: "thing" })),
      }),
    },
    format: "Dialogflow",
    intents: {
      order_status: { examples: ["where is my order"], en: "It is on its way.", zh: "在路上。", title: "Order Status" },
    },
  },
];
