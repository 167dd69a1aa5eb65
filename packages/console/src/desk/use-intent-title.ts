import { inLanguage } from "../language/language.ts";
import { useDesk } from "./use-desk.ts";

/** What to call an intent in the console's language; `otherwise`, or its id, where it is not known any more. */
export function useIntentTitle(): (id: string, otherwise?: string) => string {
  const { knowledge } = useDesk();
  const state = knowledge.state.value;
  const titles = new Map(
    state.status === "ready" ? state.value.intents.map(({ id, title }) => [id, inLanguage(title)]) : [],
  );
  return (id, otherwise) => titles.get(id) || otherwise || id;
}
