import { ChatError } from "@parley/protocol";
import type { Attributes, ComponentType } from "preact";
import { createLoader } from "../live/load.ts";
import { Failed, Loading } from "./parts.tsx";

/** Milliseconds that a screen's script may take; then it can be asked for again. */
const LONGEST = 30_000;

/** A screen whose script is fetched when it is first shown. */
export function late<P extends object = Attributes>(fetchIt: () => Promise<ComponentType<P>>): ComponentType<P> {
  const loader = createLoader(() => Promise.race([fetchIt(), tooLate()]));
  let asked = false;
  return function Late(props) {
    const state = loader.state.value;
    if (!asked) void loader.reload();
    asked = true;
    if (state.status === "failed") return <Failed error={state.error} onRetry={loader.reload} />;
    return state.status === "ready" ? <state.value {...props} /> : <Loading />;
  };
}

/** Fails when a script has not come for too long. */
export function tooLate(): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new ChatError("unavailable", "The script did not come in time.")), LONGEST);
  });
}
