import { may } from "@parley/protocol";
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { inLanguage } from "../language/language.ts";
import { href } from "../route.ts";
import { useKeys } from "../ui/keys.ts";
import { useDesk } from "../desk/use-desk.ts";
import { Icon } from "../ui/Icon.tsx";
import { Badge } from "../ui/parts.tsx";
import { type Entries, entriesOf, keyOf, type Kind } from "../desk/knowledge.ts";
import { NEW } from "../desk/knowledge-drafts.ts";
import { knowledgeWords } from "./words.ts";

/** Who may change entries of a kind. */
export function mayEdit(role: Parameters<typeof may>[0], kind: Kind): boolean {
  return may(role, kind === "canned-replies" ? "supervisor" : "admin");
}

/** The entries of a kind, with a search over all their words. */
export function EntryList({ kind, open }: { kind: Kind; open: string | undefined }) {
  const { knowledge, drafts, me } = useDesk();
  const words = knowledgeWords();
  const search = useSignal("");
  const field = useRef<HTMLInputElement>(null);
  useKeys({ "/": () => field.current?.focus() });
  const state = knowledge.state.value;
  const all = state.status === "ready" ? entriesOf(state.value, kind) : [];
  const wanted = search.value.trim().toLowerCase();
  const found = all
    .filter((entry) => !wanted || JSON.stringify(entry).toLowerCase().includes(wanted))
    .sort((one, other) => (keyOf(kind, one) < keyOf(kind, other) ? -1 : 1));
  return (
    <section class="entry-list" aria-label={words.kinds[kind]}>
      <div class="entry-tools">
        <label class="search">
          <span class="said">{words.search}</span>
          <Icon name="search" />
          <input
            ref={field}
            type="search"
            placeholder={`${words.search} (${all.length})`}
            value={search.value}
            onInput={(event) => {
              search.value = event.currentTarget.value;
            }}
          />
        </label>
        {mayEdit(me.role, kind) && (
          <a class="button plain" href={href("knowledge", kind, NEW)} aria-label={words.newTitle[kind]}>
            <Icon name="plus" />
            <span>{words.new}</span>
          </a>
        )}
      </div>
      <ul>
        {found.map((entry) => {
          const id = keyOf(kind, entry);
          return (
            <li key={id}>
              <a href={href("knowledge", kind, id)} aria-current={id === open ? "true" : undefined}>
                <b>{headline(entry)}</b>
                <small>
                  <code>{"shortcut" in entry ? `/${id}` : id}</code>
                  {"examples" in entry && <span>{words.examplesCount(entry.examples.length)}</span>}
                  {`${kind}/${id}` in drafts.all.value && <Badge tone="warn">{words.unsaved}</Badge>}
                </small>
              </a>
            </li>
          );
        })}
      </ul>
      {found.length === 0 && <p class="muted list-end">{wanted ? words.noMatch : words.nothing}</p>}
    </section>
  );
}

function headline(entry: Entries[Kind]): string {
  return "shortcut" in entry ? inLanguage(entry.text) : inLanguage(entry.title) || entry.id;
}
