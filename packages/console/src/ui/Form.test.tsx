import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";
import { Form } from "./Form.tsx";
import { FormDialog } from "./FormDialog.tsx";

type Sending = () => unknown;

/** Forms of the console, each by how it is sent. */
const FORMS = [
  ["a form", (send: Sending) => <Form onSubmit={send}>{null}</Form>],
  [
    "a form in a window",
    (send: Sending) => (
      <FormDialog title="T" action="A" onSubmit={send} onClose={() => undefined}>
        {null}
      </FormDialog>
    ),
  ],
] as const;

test.each(FORMS)(
  "%s that is pressed twice on its way is sent once, and can be sent again after it",
  async (_, make) => {
    const root = document.createElement("div");
    document.body.replaceChildren(root);
    const ways: (() => void)[] = [];
    const send = () => new Promise<void>((resolve) => void ways.push(resolve));
    await act(() => render(make(send), root));
    const press = () => act(async () => root.querySelector("form")?.requestSubmit());
    await press();
    await press();
    expect(ways).toHaveLength(1);
    await act(async () => {
      for (const end of ways) end();
    });
    await press();
    expect(ways).toHaveLength(2);
  },
);

test("a form that answers at once can be pressed as often as one likes", async () => {
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  let sent = 0;
  await act(() => render(<Form onSubmit={() => (sent += 1)}>{null}</Form>, root));
  for (const _ of [1, 2, 3]) await act(async () => root.querySelector("form")?.requestSubmit());
  expect(sent).toBe(3);
});
