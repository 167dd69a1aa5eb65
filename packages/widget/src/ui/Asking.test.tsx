import type { Asks } from "@parley/protocol";
import { signal } from "@preact/signals-core";
import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";
import { Asking } from "./Asking.tsx";
import type { Answers } from "../client/chat.ts";
import type { Ui } from "./ui.ts";

test("[Q2] fields that a browser fills in all at once are all kept", async () => {
  const fields = (["name", "email", "phone"] as const).map((field) => ({
    field,
    kind: field === "name" ? ("text" as const) : field,
  }));
  const asks: Asks = { fields };
  const answers: Answers[] = [];
  const chat = {
    asks: { peek: () => asks },
    answer: async (said: Answers) => (answers.push(said), { refused: [], error: undefined }),
  };
  const root = document.createElement("div");
  document.body.append(root);
  const ui = { texts: { spoken: "en" }, chat, draft: signal(""), addStyles: () => {} } as unknown as Ui;
  await act(() => render(<Asking ui={ui} asks={asks} />, root));
  const said = ["Ann", "ann@shop.example", "+49 30 12345"];
  // Within one task, so that nothing is drawn in between.
  await act(() => {
    for (const [index, input] of [...root.querySelectorAll("input")].entries()) {
      input.value = said[index] ?? "";
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  await act(() => root.querySelector("form")?.requestSubmit());
  expect(answers.map((one) => one.fields)).toEqual([{ name: said[0], email: said[1], phone: said[2] }]);
});
