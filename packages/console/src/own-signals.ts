import { Component, Fragment, options, type VNode } from "preact";
import { useMemo } from "preact/hooks";
import { forget, readBy, type Reader, signal } from "@parley/client/signals";

export { effect, signal } from "@parley/client/signals";

/** What the console uses of `@preact/signals`, in a quarter of its size, on the widget's own signals. The build takes this file in its place. */
interface Rendered extends Component {
  reader?: Reader;
  /** What it has read has changed since it was rendered. */
  stale?: boolean;
}

type Node = VNode & { __c?: Rendered };

/** Preact's hooks by the names that its build gives them, which `@preact/signals` relies on as well. */
function before(name: string, act: (node: Node) => void): void {
  const hooks = options as unknown as Record<string, ((...given: [Node, ...unknown[]]) => void) | undefined>;
  const next = hooks[name];
  hooks[name] = (...given) => {
    act(given[0]);
    next?.(...given);
  };
}

// What is read between its render and whatever Preact does next is read by the component.
for (const name of ["__b", "diffed", "__e"]) before(name, () => readBy());
before("__r", ({ type, __c: component }) => {
  readBy();
  if (type === Fragment || !component) return;
  component.stale = false;
  component.reader ??= {
    read: new Map(),
    tell() {
      component.stale = true;
      component.setState({});
    },
  };
  readBy(component.reader);
});
before("unmount", ({ __c: component }) => component?.reader && forget(component.reader));

/** What reads signals is told by them, so that it need not be rendered again because of who shows it, unless that says something else. */
Component.prototype.shouldComponentUpdate = function (this: Rendered, next: object) {
  if (this.stale || !this.reader?.read.size) return true;
  const [now, then] = [Object.entries(this.props), Object.entries(next)];
  const before = this.props as Record<string, unknown>;
  return now.length !== then.length || then.some(([name, value]) => before[name] !== value);
};

/** A signal that lives as long as the component. */
export function useSignal<T>(value: T) {
  return useMemo(() => signal(value), []);
}
