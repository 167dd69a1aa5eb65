import type { AsksSettings, LeaveSettings } from "@parley/protocol";
import { render } from "preact";
import { act } from "preact/test-utils";
import { useState } from "preact/hooks";
import { beforeEach, expect, test } from "vitest";
import { Asks } from "./Asks.tsx";
import { Leave } from "./Leave.tsx";

let root: HTMLElement;
let kept: AsksSettings;

beforeEach(() => {
  root = document.createElement("div");
  document.body.replaceChildren(root);
});

/** The form, as it stands in an inbox's settings. `errors` is what the engine said of fields. */
function show(first: AsksSettings, errors: Record<string, string> = {}) {
  function Host() {
    const [value, setValue] = useState(first);
    kept = value;
    return <Asks value={value} onChange={setValue} error={(field) => errors[field]} />;
  }
  void act(() => render(<Host />, root));
}

const named = (name: string) => {
  const labels = [...root.querySelectorAll("label")].filter(({ textContent }) => textContent === name);
  return labels.flatMap(({ htmlFor }) => document.querySelector<HTMLInputElement>(`[id="${htmlFor}"]`) ?? []);
};
const buttons = (name: string) =>
  [...root.querySelectorAll("button")].filter((one) => (one.getAttribute("aria-label") ?? one.textContent) === name);
const press = (element: HTMLElement | undefined) => void act(() => element?.click());
const write = (field: HTMLInputElement | undefined, value: string, event = "input") =>
  void act(() => {
    Object.assign(field ?? {}, { value });
    field?.dispatchEvent(new Event(event, { bubbles: true }));
  });

test("[Q1] where nothing is asked it says so; what is added is asked for once: name, e-mail, phone, then something else", () => {
  show({});
  expect(root.textContent).toContain("Nothing is asked");
  for (let count = 0; count < 6; count++) press(buttons("Ask for")[0]);
  expect(kept.fields?.map(({ field }) => field)).toEqual(
    "name email phone attributes. attributes. attributes.".split(" "),
  );
  expect(root.textContent).not.toContain("Nothing is asked");
  expect(buttons("Ask for")).toEqual([]);
});

test("[Q1] an attribute has a name, a question in both languages and choices, each typed as people type", () => {
  show({ fields: [{ field: "attributes." }] });
  write(named("Kept as the attribute")[0], "plan");
  write(named("Question · English")[0], "Your plan?");
  write(named("Question · Chinese")[0], "您的套餐？");
  write(named("Answer")[0], "choice", "change");
  write(named("Choices, one a line · English")[0], "Free\n Pro \n\n");
  write(named("Choices, one a line · Chinese")[0], "免费版\n专业版");
  press(named("Required")[0]);
  expect(kept.fields).toEqual([
    {
      field: "attributes.plan",
      kind: "choice",
      label: { en: "Your plan?", "zh-CN": "您的套餐？" },
      choices: { en: ["Free", "Pro"], "zh-CN": ["免费版", "专业版"] },
      required: true,
    },
  ]);
  expect(named("Choices, one a line · English")[0]?.value).toBe("Free\n Pro \n\n");
});

test("[Q1] what is asked is put into another order and removed, with all that was typed of it", () => {
  show({ fields: [{ field: "name" }, { field: "attributes.size", label: { en: "Size" }, kind: "text" }] });
  press(buttons("Move up")[1]);
  expect(kept.fields?.map(({ field }) => field)).toEqual(["attributes.size", "name"]);
  expect(named("Question · English").map(({ value }) => value)).toEqual(["Size", ""]);
  press(buttons("Move down")[0]);
  expect(kept.fields?.map(({ field }) => field)).toEqual(["name", "attributes.size"]);
  expect(buttons("Move down").map(({ disabled }) => disabled)).toEqual([false, true]);
  press(buttons("Remove")[0]);
  expect(kept.fields).toEqual([{ field: "attributes.size", label: { en: "Size" }, kind: "text" }]);
  write(named("Ask for")[0], "email", "change");
  expect(kept.fields).toEqual([{ field: "email", label: { en: "Size" }, required: false }]);
});

test("[Q2] consent has words in both languages and may be needed; switched off nothing is left of it", () => {
  show({});
  press(named("Ask for consent")[0]);
  write(named("To what they agree · English")[0], "You agree to our [terms](https://shop.example.com/terms).");
  press(named("Nobody writes without it")[0]);
  expect(kept.consent).toEqual({
    text: { en: "You agree to our [terms](https://shop.example.com/terms)." },
    required: false,
  });
  press(named("Ask for consent")[0]);
  expect(kept).toEqual({});
});

test("[Q1] what the engine refuses is said at the field, and that something is asked twice at the second", () => {
  const errors = { "asks.fields.0.label": "must say what is asked", "asks.fields": "must not ask for the same twice" };
  show({ fields: [{ field: "attributes.size" }, { field: "attributes.size", label: { en: "Size" } }] }, errors);
  expect(named("Question · English").map((one) => one.getAttribute("aria-invalid"))).toEqual(["true", null]);
  expect(named("Kept as the attribute").map((one) => one.getAttribute("aria-invalid"))).toEqual([null, "true"]);
  expect(root.textContent).toContain("must not ask for the same twice");
});

test("[Q4] the form for a message is switched on and off, with words above it and fields of its own", () => {
  let left: LeaveSettings | undefined;
  function Host() {
    const [value, setValue] = useState<LeaveSettings>();
    left = value;
    return <Leave value={value} onChange={setValue} error={() => undefined} />;
  }
  void act(() => render(<Host />, root));
  expect(buttons("Ask for")).toEqual([]);
  press(named("A form to leave a message while nobody is there")[0]);
  expect(left).toEqual({});
  write(named("Above the form · English")[0], "We are back at nine.");
  press(buttons("Ask for")[0]);
  expect(left).toEqual({ text: { en: "We are back at nine." }, fields: [{ field: "name" }] });
  press(named("A form to leave a message while nobody is there")[0]);
  expect(left).toBeUndefined();
});
