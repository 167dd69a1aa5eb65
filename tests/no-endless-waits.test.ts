import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const packages = fileURLToPath(new URL("../packages/", import.meta.url));

/** What may never be answered, and what must be beside it: a limit of its own, or a reason in this table. */
const WAITS = [
  { what: /\bfetch\(/g, limit: /signal: /, within: 200, borne: [] },
  // Each of these is under the limit of the attempt to connect (client/src/socket/socket.ts), or something is shown without it.
  {
    what: /\bimport\(/g,
    limit: /(?!)/,
    within: 0,
    borne: [
      "socket/dial.ts",
      "fetch-part.ts",
      // Words and styles that few come to see: without them the chat goes on.
      "texts/late/late.ts",
      "texts/ar.ts",
      "loader.ts",
      // What tells who is on the site: the page and the chat know nothing of it.
      "gateway/inbox-pages.ts",
      "Ended.tsx",
      "Message.tsx",
      "Notice.tsx",
      "Thread.tsx",
      "Panel.tsx",
      "Header.tsx",
      // Words for what went wrong: the message shows that it did without them.
      "Composer.tsx",
      "ui/report.ts",
      "language.ts",
      "words.ts",
      // Who the visitor is: nobody waits for it. Older messages: under the limit of `Thread.tsx`.
      "client/client.ts",
      // Files: their names are shown without what they take, and what is chosen is offered again until it is there.
      "client/late-files.ts",
      "texts/files/load.ts",
      "use-files.ts",
      // What is beside the field, and what plays sound at another speed: one writes, and hears, without it.
      "texts/tools/load.ts",
      "ui/tools/Tools.tsx",
      "ui/files/Shown.tsx",
      // What is more than words: the words are shown without it.
      "texts/rich/load.ts",
      // Search in what was said: behind a button, and the chat is there without it.
      "texts/finding/load.ts",
      "ui/Menu.tsx",
      "rich/Said.tsx",
      "rich/Cards.tsx",
      // Where and until when somebody can be written to: one may write without it.
      "conversation/use-ways.ts",
      // How a conversation is arranged, and what helps to answer: one reads and writes without them.
      "conversation/use-arranging.ts",
      "arranging/use-tasks.ts",
      "conversation/use-copilot.ts",
      "conversation/use-drafting.ts",
      // What was said with a contact is beside what is known of them.
      "contacts/use-timeline.ts",
      // Under the limit of `ui/late.tsx`.
      "reports/Reports.tsx",
      "quality/Quality.tsx",
      "settings/Inboxes.tsx",
      "settings/Settings.tsx",
      "shell/sections.ts",
      "shell/Commands.tsx",
      "Knowledge.tsx",
    ],
  },
  // Given up after a minute in which nothing moves; as a whole a piece may take as long as the link needs.
  { what: /new XMLHttpRequest/g, limit: /\.timeout = /, within: 200, borne: ["files/request.ts"] },
  { what: /new WebSocket\(/g, limit: /(?!)/, within: 0, borne: ["socket/dial.ts"] },
  { what: /\blocks\b[^\n]*\.request\(/g, limit: /(?!)/, within: 0, borne: ["tabs.ts", "files/one-tab.ts"] },
];

test.each(["client", "widget", "console"])("nothing in the %s waits without a limit", (name) => {
  const folder = `${packages}${name}/src/`;
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const endless = files
    .filter((file) => /\.tsx?$/.test(file) && !/\.(?:test|fixture)\./.test(file))
    .flatMap((file) => {
      const text = readFileSync(folder + file, "utf8");
      return WAITS.flatMap(({ what, limit, within, borne }) =>
        [...text.matchAll(what)]
          .filter(({ index }) => !limit.test(text.slice(index, index + within)))
          .filter(() => !borne.some((known) => file.endsWith(known)))
          .map(([call]) => `${file}: ${call}`),
      );
    });
  expect(endless).toEqual([]);
});
