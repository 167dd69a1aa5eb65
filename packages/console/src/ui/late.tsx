import type { ComponentType } from "preact";
import { createLoader } from "./load.ts";
import { Failed, Loading } from "./parts.tsx";

/** A screen whose script is fetched when it is first shown. */
export function late(fetchIt: () => Promise<ComponentType>): () => preact.JSX.Element {
  const loader = createLoader(fetchIt);
  let asked = false;
  return function Late() {
    const state = loader.state.value;
    if (!asked) void loader.reload();
    asked = true;
    if (state.status === "failed") return <Failed error={state.error} onRetry={loader.reload} />;
    return state.status === "ready" ? <state.value /> : <Loading />;
  };
}
