import { route } from "../route.ts";
import { ContactList } from "./ContactList.tsx";
import { ContactPage } from "./ContactPage.tsx";

/** Who people are: all of them, or one. The address of one may name the conversation from which it was opened. */
export function Contacts() {
  const [id, from] = route.value.rest;
  return id ? <ContactPage key={id} id={id} from={from} /> : <ContactList />;
}
