import { strToU8, zipSync } from "fflate";
import type { Sample } from "./samples.fixture.ts";

const json = (value: unknown) => JSON.stringify(value, null, 2);

/** Exports of services: understanding and help desks. */
export const CLOUDS: Sample[] = [
  {
    what: "LUIS",
    files: {
      "luis.json": json({
        luis_schema_version: "7.0.0",
        name: "x",
        culture: "en-us",
        intents: [{ name: "BookFlight" }, { name: "None" }],
        utterances: [
          { text: "book a flight", intent: "BookFlight", entities: [] },
          { text: "blah", intent: "None", entities: [] },
        ],
      }),
    },
    format: "LUIS",
    intents: { book_flight: { examples: ["book a flight"], title: "BookFlight" } },
  },
  {
    what: "wit.ai",
    files: {
      "app.zip": zipSync({
        "shop/app.json": strToU8(json({ name: "shop", lang: "en" })),
        "shop/intents/order.json": strToU8(json({ name: "order" })),
        "shop/utterances/utterances-1.json": strToU8(
          json({ utterances: [{ text: "where is it", intent: "order", entities: [], traits: [] }] }),
        ),
      }),
    },
    format: "wit.ai",
    intents: { order: { examples: ["where is it"] } },
  },
  {
    what: "wit.ai of before",
    files: {
      "expressions.json": json({ data: [{ text: "where is it", entities: [{ entity: "intent", value: '"order"' }] }] }),
    },
    format: "wit.ai",
    intents: { order: { examples: ["where is it"] } },
  },
  {
    what: "Chatwoot's articles",
    files: {
      "articles.json": json({
        payload: [
          {
            id: 1,
            slug: "returns",
            title: "Return policy",
            content: "Send it **back**.",
            locale: "en",
            status: "published",
          },
        ],
      }),
    },
    format: "Chatwoot",
    articles: { returns: { title: "Return policy", en: /^Send it \*\*back\*\*/ } },
  },
  {
    what: "Chatwoot's canned responses",
    files: {
      "canned.json": json([{ id: 1, short_code: "Hi There", content: "Hello {{contact.name}}!", account_id: 1 }]),
    },
    format: "Chatwoot",
    replies: { hi_there: "Hello {{visitor_name}}!" },
  },
  {
    what: "Chatwoot's canned responses in a table",
    files: { "canned.csv": "short_code,content\nhi,Hello!\n" },
    format: "CSV",
    replies: { hi: "Hello!" },
  },
  {
    what: "Zendesk's help centre",
    files: {
      "articles.json": json({
        articles: [
          {
            id: 3,
            title: "Return policy",
            body: "<p>Send it <strong>back</strong>.</p>",
            locale: "en-us",
            draft: false,
          },
          { title: "Secret", body: "<p>x</p>", draft: true },
        ],
        count: 2,
      }),
    },
    format: "Zendesk",
    articles: { return_policy: { title: "Return policy", en: /^Send it \*\*back\*\*\.$/ } },
  },
  {
    what: "Zendesk's macros",
    files: {
      "macros.json": json({
        macros: [
          {
            title: "Close::Thanks",
            active: true,
            actions: [
              { field: "status", value: "solved" },
              { field: "comment_value", value: "Thanks, {{ticket.requester.first_name}}." },
            ],
          },
        ],
      }),
    },
    format: "Zendesk",
    replies: { close_thanks: "Thanks, {{visitor_name}}." },
  },
];
