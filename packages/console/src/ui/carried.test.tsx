import type { Hours } from "@parley/protocol";
import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";
import { EditDialog } from "../contacts/EditDialog.tsx";
import { HoursField } from "../settings/fields.tsx";
import { Saved } from "../settings/saved.tsx";
import { carried } from "./carried.ts";

test.each([
  [{ a: 1 }, { a: 1 }, { a: 2 }, { a: 2 }],
  [
    { a: 2, b: 1 },
    { a: 1, b: 1 },
    { a: 1, b: 2 },
    { a: 2, b: 2 },
  ],
  [{ a: { b: 2 } }, {}, { a: { c: 3 } }, { a: { b: 2, c: 3 } }],
  [{ a: 2, b: 1 }, { a: 1, b: 1 }, { a: 1 }, { a: 2 }],
  [
    [[9], [2]],
    [[1], [2]],
    [[1], [8]],
    [[9], [8]],
  ],
  [[{ n: "x", v: "" }], [{ n: "", v: "" }], [{ n: "", v: "y" }], [{ n: "x", v: "y" }]],
  [[1, 2], [1, 2], [1], [1]],
  [[1, 2, 3], [1, 2], [2], [2]],
  [{ a: [1] }, { a: [1] }, { a: undefined }, { a: undefined }],
])("what is %j by now, was seen as %j and is changed to %j becomes %j", (now, seen, next, made) => {
  const before = structuredClone(now);
  expect(carried<unknown>(now, seen, next)).toEqual(made);
  expect(now).toEqual(before);
});

/** Writes into several fields before anything of it is shown. */
function fill(root: Element, values: Record<string, string>): void {
  void act(() => {
    for (const [name, value] of Object.entries(values)) {
      const label = name.includes("[")
        ? undefined
        : [...root.querySelectorAll("label")].find(({ textContent }) => textContent === name);
      const field = root.querySelector<HTMLInputElement>(label ? `[id="${label.htmlFor}"]` : name);
      if (!field) throw new Error(`There is no field ${name}.`);
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
}

function shown(element: preact.VNode): HTMLElement {
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  void act(() => render(element, root));
  return root;
}

const submit = async (root: Element) => {
  await act(() => void root.querySelector("form")?.dispatchEvent(new Event("submit", { cancelable: true })));
};

test("of a week whose days are filled in at once each day holds", async () => {
  const hours: Hours = { zone: "UTC", week: [[], [], [], [], [], [], []] };
  const saved: unknown[] = [];
  const form = (
    <Saved<{ hours: Hours | undefined }>
      kept={{ value: { hours }, version: 1 }}
      path="settings/workspace"
      save={async (value) => void saved.push(value)}
      reload={async () => {}}
    >
      {({ value, set }) => (
        <HoursField value={value.hours} error={() => undefined} onChange={(next) => set({ hours: next })} />
      )}
    </Saved>
  );
  const root = shown(form);
  fill(root, { Monday: "09:00-17:00", Tuesday: "10:00-12:00", "Time zone": "Asia/Shanghai" });
  await submit(root);
  const week = [[], [{ from: 540, to: 1020 }], [{ from: 600, to: 720 }], [], [], [], []];
  expect(saved).toEqual([{ hours: { zone: "Asia/Shanghai", week } }]);
});

test("[K2] of an attribute whose name and value are filled in at once both hold", async () => {
  const saved: unknown[] = [];
  const root = shown(<EditDialog title="New" onSave={async (edit) => saved.push(edit)} onClose={() => {}} />);
  void act(() => [...root.querySelectorAll("button")].find((one) => one.textContent === "Add attribute")?.click());
  fill(root, { Name: "Ada", Phone: "123" });
  fill(root, { '.attribute-fields [aria-label="Name"]': "plan", "[aria-label=Value]": "gold" });
  await submit(root);
  expect(saved).toEqual([{ name: "Ada", phone: "123", attributes: { plan: "gold" } }]);
});
