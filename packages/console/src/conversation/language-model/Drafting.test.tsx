import { render } from "preact";
import { act } from "preact/test-utils";
import { afterAll, expect, test, vi } from "vitest";
import { Drafting } from "./Drafting.tsx";

const answers = (path: string) =>
  path.endsWith("/uses") ? { drafts: true, translation: true } : { text: "Bonjour", language: "fr" };
vi.stubGlobal("fetch", (path: string) => Promise.resolve(Response.json(answers(path))));
afterAll(() => void vi.unstubAllGlobals());

/** What is beside the field in which something is written. */
async function beside() {
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  const write = (text: string) =>
    act(() =>
      render(<Drafting conversationId="c1" text={text} area={{ current: null }} write={() => undefined} />, root),
    );
  await write("Hello");
  const find = () => [...root.querySelectorAll("button")].find(({ textContent }) => textContent === "Translate");
  await expect.poll(find).toBeDefined();
  await act(() => find()?.click());
  await expect.poll(() => root.querySelector(".drafting-words")?.textContent).toBe("Bonjour");
  return { root, write };
}

test("a translation is shown with the words that were translated, whatever is written meanwhile", async () => {
  const { root, write } = await beside();
  await write("Hello, and goodbye");
  expect(root.querySelectorAll(".drafting-words")[1]?.textContent).toMatch(/: Hello$/);
});

test("of words that are sent meanwhile no translation is offered", async () => {
  const { root, write } = await beside();
  await write("");
  expect(root.querySelector(".drafting")).toBeNull();
});
