import { effect, type ReadonlySignal } from "@preact/signals-core";
import { useLayoutEffect, useState } from "preact/hooks";

/** A signal's value; the component renders again when it changes. */
export function useValue<T>(source: ReadonlySignal<T>): T {
  const [, render] = useState({});
  useLayoutEffect(() => {
    let shown = source.peek();
    return effect(() => {
      if (source.value !== shown) render({});
      shown = source.value;
    });
  }, [source]);
  return source.peek();
}
