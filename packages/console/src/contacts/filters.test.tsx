import { render } from "preact";
import { useState } from "preact/hooks";
import { act } from "preact/test-utils";
import { afterEach, expect, test, vi } from "vitest";
import { readAttribute, Typed } from "./Filters.tsx";

test.each([
  ["plan: pro", { name: "plan", value: "pro" }],
  ["plan:pro", { name: "plan", value: "pro" }],
  [" 套餐：专业版 ", { name: "套餐", value: "专业版" }],
  ["size = 4 : 3", { name: "size", value: "4 : 3" }],
  ["plan", undefined],
  ["plan:", undefined],
  [": pro", undefined],
  ["", undefined],
])("[K2] an attribute is narrowed to as people write it, once it has a name and a value: %j", (text, read) => {
  expect(readAttribute(text)).toEqual(read);
});

afterEach(() => vi.useRealTimers());

test("[K2] what one is writing stays as it is written while the list is narrowed to it, and is replaced when the list is narrowed elsewhere", () => {
  vi.useFakeTimers();
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  let clear = () => {};
  let narrowed: ReturnType<typeof readAttribute>;
  function Host() {
    const [now, narrow] = useState<typeof narrowed>({ name: "plan", value: "pro" });
    clear = () => narrow(undefined);
    narrowed = now;
    return (
      <Typed
        label="?"
        wanted={now && `${now.name}: ${now.value}`}
        onTyped={(text) => {
          narrow(readAttribute(text));
        }}
      />
    );
  }
  void act(() => render(<Host />, root));
  const input = root.querySelector("input");
  expect(input?.value).toBe("plan: pro");
  input?.focus();
  const write = (text: string) => {
    if (input) input.value = text;
    void act(() => {
      input?.dispatchEvent(new Event("input", { bubbles: true }));
      vi.runAllTimers();
    });
    expect(input?.value).toBe(text);
  };
  write("plan:");
  expect(narrowed).toBeUndefined();
  write("plan:p");
  expect(narrowed).toEqual({ name: "plan", value: "p" });
  input?.blur();
  void act(clear);
  expect(input?.value).toBe("");
  void act(() => render(null, root));
});
