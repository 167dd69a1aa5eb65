import { type ReadonlySignal, signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";

/** Something that is fetched: on its way, here, or not to be had. What is here stays while it is fetched again. */
export type Loaded<T> = { status: "loading" } | { status: "ready"; value: T } | { status: "failed"; error: unknown };

export interface Loader<T> {
  readonly state: ReadonlySignal<Loaded<T>>;
  readonly reload: () => Promise<void>;
  readonly set: (value: T) => void;
}

/** Fetches with `fetchIt` and keeps what came. Of overlapping fetches the last one asked for counts. */
export function createLoader<T>(fetchIt: () => Promise<T>): Loader<T> {
  const state = signal<Loaded<T>>({ status: "loading" });
  let latest = 0;
  return {
    state,
    set(value) {
      latest++;
      state.value = { status: "ready", value };
    },
    async reload() {
      const turn = ++latest;
      if (state.value.status === "failed") state.value = { status: "loading" };
      const next = await fetchIt().then(
        (value): Loaded<T> => ({ status: "ready", value }),
        (error: unknown): Loaded<T> => ({ status: "failed", error }),
      );
      if (turn !== latest) return;
      if (next.status === "ready" || state.value.status !== "ready") state.value = next;
    },
  };
}

/** A loader that lives as long as the component and fetches when it appears. */
export function useLoader<T>(fetchIt: () => Promise<T>, ...depends: readonly unknown[]): Loader<T> {
  const loader = useMemo(() => createLoader(fetchIt), depends);
  useEffect(() => void loader.reload(), [loader]);
  return loader;
}

/** Fetches again every so many milliseconds while the component is there. */
export function useAgain(loader: Pick<Loader<unknown>, "reload">, every: number): void {
  useEffect(() => {
    const timer = setInterval(() => void loader.reload(), every);
    return () => clearInterval(timer);
  }, [loader]);
}
