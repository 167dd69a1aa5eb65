import { render } from "preact";
import { useState } from "preact/hooks";
import { expect, test } from "vitest";
import { effect, signal, useSignal } from "./own-signals.ts";

const drawn = () => new Promise((resolve) => setTimeout(resolve));

test("a component shows a signal as it is, and only who read it is rendered again", async () => {
  const [name, other] = [signal("Ann"), signal(0)];
  const renders = { parent: 0, child: 0, still: 0 };
  function Child({ of }: { of: string }) {
    renders.child++;
    return (
      <b>
        {of}: {name.value}
      </b>
    );
  }
  function Still() {
    renders.still++;
    return <i>{other.peek()}</i>;
  }
  function Parent() {
    renders.parent++;
    const [count, setCount] = useState(0);
    return (
      <p onClick={() => setCount(count + 1)}>
        {count} {other.value} <Child of="who" /> <Still />
      </p>
    );
  }
  const place = document.createElement("div");
  render(<Parent />, place);
  expect(place.textContent).toBe("0 0 who: Ann 0");

  name.value = "Ben";
  await drawn();
  expect([place.textContent, renders]).toEqual(["0 0 who: Ben 0", { parent: 1, child: 2, still: 1 }]);

  // Who reads a signal and is given the same is not rendered because of its parent; who reads none is.
  other.value = 1;
  await drawn();
  expect([place.textContent, renders]).toEqual(["0 1 who: Ben 1", { parent: 2, child: 2, still: 2 }]);

  place.querySelector("p")?.dispatchEvent(new Event("click"));
  await drawn();
  expect(place.textContent).toBe("1 1 who: Ben 1");

  render(null, place);
  name.value = "Cleo";
  await drawn();
  expect(renders.child).toBe(2);
});

test("a component that is given something else is rendered, with what its own signals were", async () => {
  function One({ of }: { of: number }) {
    const typed = useSignal("");
    return (
      <button type="button" onClick={() => (typed.value += "x")}>
        {of}
        {typed.value}
      </button>
    );
  }
  const place = document.createElement("div");
  render(<One of={1} />, place);
  place.querySelector("button")?.click();
  await drawn();
  expect(place.textContent).toBe("1x");
  render(<One of={2} />, place);
  expect(place.textContent).toBe("2x");
});

test("what an event reads is read by nobody", async () => {
  const count = signal(0);
  let renders = 0;
  const place = document.createElement("div");
  function Silent() {
    renders++;
    return <button type="button" onClick={() => count.value} />;
  }
  render(<Silent />, place);
  place.querySelector("button")?.click();
  const seen: number[] = [];
  const stop = effect(() => void seen.push(count.value));
  count.value = 1;
  stop();
  await drawn();
  expect([renders, seen]).toEqual([1, [0, 1]]);
});
