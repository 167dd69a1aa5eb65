import type { Asks } from "@parley/protocol";
import { signal } from "@preact/signals-core";
import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";
import { Asking } from "./Asking.tsx";
import type { Answers } from "../client/chat.ts";
import type { Ui } from "./ui.ts";

/** A form in a page of its own. */
async function formOf(asks: Asks, more: object = {}) {
  const root = document.createElement("div");
  document.body.append(root);
  const conversation = signal({ id: "one" });
  const chat = { asks: { peek: () => asks }, queue: { peek: () => ({ leave: asks }) }, conversation, ...more };
  const ui = {
    texts: { spoken: "en" },
    chat,
    draft: signal(""),
    quoting: signal(),
    addStyles: () => {},
  } as unknown as Ui;
  const show = async () => act(() => render(<Asking ui={ui} asks={asks} later={() => {}} />, root));
  const hide = async () => act(() => render(null, root));
  await show();
  const email = () => root.querySelector<HTMLInputElement>("input");
  const write = async (words: string) => {
    await act(() => {
      const input = email();
      if (!input) return;
      input.value = words;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
  };
  const send = async () => act(() => root.querySelector("form")?.requestSubmit());
  return { show, hide, email, write, send, conversation, draft: ui.draft };
}

test("[Q4] what was typed is there when the form is back, until it is sent or somebody else is there", async () => {
  const asks: Asks = { fields: [{ field: "email", kind: "email" }] };
  const form = await formOf(asks, { answer: async () => ({ refused: [] }) });
  const again = async () => {
    await form.hide();
    await form.show();
    return form.email()?.value;
  };
  await form.write("ann@shop.example");
  // Somebody came, and went.
  expect(await again()).toBe("ann@shop.example");
  form.conversation.value = { id: "two" };
  expect(await again()).toBe("");
  await form.write("bob@shop.example");
  await act(() => void (form.draft.value = "It is broken."));
  await form.send();
  expect(await again()).toBe("");
});

test("[Q2] fields that a browser fills in all at once are all kept", async () => {
  const fields = (["name", "email", "phone"] as const).map((field) => ({
    field,
    kind: field === "name" ? ("text" as const) : field,
  }));
  const asks: Asks = { fields };
  const answers: Answers[] = [];
  const chat = {
    conversation: signal(undefined),
    asks: { peek: () => asks },
    answer: async (said: Answers) => (answers.push(said), { refused: [], error: undefined }),
  };
  const root = document.createElement("div");
  document.body.append(root);
  const ui = {
    texts: { spoken: "en" },
    chat,
    draft: signal(""),
    quoting: signal(),
    addStyles: () => {},
  } as unknown as Ui;
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
