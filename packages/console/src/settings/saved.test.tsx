import { render } from "preact";
import { act } from "preact/test-utils";
import { useState } from "preact/hooks";
import { expect, test } from "vitest";
import { errorsIn, type Kept, Saved } from "./saved.tsx";

interface Shop {
  name: string;
  hours: string;
}

/** A form of two fields over a store that answers when it is told to. */
function open() {
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  const stored: Kept<Shop> = { value: { name: "Old", hours: "9-17" }, version: 0 };
  let answer = (): void => undefined;
  let begin: (kept: Kept<Shop>) => void = () => undefined;
  const save = async (value: Shop, version: number) => {
    await new Promise<void>((resolve) => (answer = resolve));
    Object.assign(stored, { value, version: version + 1 });
  };
  function Page() {
    const [kept, setKept] = useState({ ...stored });
    begin = setKept;
    return (
      <Saved key={kept.version} kept={kept} save={save} path="shop" reload={async () => begin({ ...stored })}>
        {({ value, set }) => (
          <>
            <input name="name" value={value.name} onInput={(event) => set({ name: event.currentTarget.value })} />
            <input name="hours" value={value.hours} onInput={(event) => set({ hours: event.currentTarget.value })} />
          </>
        )}
      </Saved>
    );
  }
  void act(() => render(<Page />, root));
  const field = (name: string) => root.querySelector<HTMLInputElement>(`[name=${name}]`);
  return {
    stored,
    read: () => [field("name")?.value, field("hours")?.value],
    write: (name: string, value: string) =>
      act(() => {
        Object.assign(field(name) ?? {}, { value });
        field(name)?.dispatchEvent(new Event("input", { bubbles: true }));
      }),
    press: () => act(() => root.querySelector("form")?.requestSubmit()),
    answer: () => act(async () => (answer(), await new Promise((done) => setTimeout(done)))),
  };
}

test("what is changed while a form is on its way is still there when it was stored, and is saved with the next press", async () => {
  const { stored, read, write, press, answer } = open();
  await write("name", "New");
  await press();
  await write("hours", "10-18");
  await answer();
  expect([stored.version, stored.value.hours]).toEqual([1, "9-17"]);
  expect(read()).toEqual(["New", "10-18"]);
  await press();
  await answer();
  expect(stored).toEqual({ value: { name: "New", hours: "10-18" }, version: 2 });
  expect(read()).toEqual(["New", "10-18"]);
});

test.each([
  ["rules.1", { "value.rules.10.when": ["no"] }, undefined],
  ["rules.1", { "value.rules.1.when": ["no"] }, "no"],
  ["rules.10", { "rules.10": ["no"] }, "no"],
  ["name", { "value.names": ["no"] }, undefined],
  ["words", { "value.words.en.hello": ["no", "more"] }, "no"],
  ["leave.fields", { "value.leave.fields.0.label": ["no"] }, "no"],
  ["hours.week.1", { "value.hours.week.1.0": ["no"] }, "no"],
])("what the engine said is wrong stands at its own field: %s of %j", (field, fields, said) => {
  expect(errorsIn(fields)(field)).toBe(said);
});
