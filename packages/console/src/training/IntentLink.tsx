import { inLanguage } from "../language/language.ts";
import { href } from "../route.ts";
import { useDesk } from "../desk/use-desk.ts";

/** An intent by its title, as the way to its examples; by its id where it is gone. */
export function IntentLink({ id }: { id: string }) {
  const { knowledge } = useDesk();
  const state = knowledge.state.value;
  const intent = state.status === "ready" ? state.value.intents.find((one) => one.id === id) : undefined;
  return intent ? <a href={href("knowledge", "intents", id)}>{inLanguage(intent.title) || id}</a> : <>{id}</>;
}
