import type { FieldChange, ImportChange, ImportResult } from "@parley/protocol";
import { languageName } from "../language/format.ts";
import { Badge } from "../ui/parts.tsx";
import { exchangeWords } from "./exchange-words.ts";
import { useIntentTitle } from "../desk/use-intent-title.ts";
import { knowledgeWords } from "./words.ts";

const TONES = { new: "good", changed: "accent", removed: "bad", unchanged: "plain" } as const;
const KINDS = ["intents", "articles", "cannedReplies"] as const;

/** Entry by entry what an import does, with the numbers of each kind first. */
export function Changes({ result }: { result: ImportResult }) {
  const words = exchangeWords();
  const moving = result.changes.filter(({ change }) => change !== "unchanged");
  const all = KINDS.reduce((sum, kind) => sum + result[kind].new + result[kind].changed + result[kind].removed, 0);
  return (
    <>
      <dl class="import-tally">
        {KINDS.filter((kind) => Object.values(result[kind]).some((count) => count > 0)).map((kind) => (
          <div key={kind}>
            <dt>{words.kinds[kind]}</dt>
            <dd>
              {(["removed", "changed", "new", "unchanged"] as const)
                .filter((how) => result[kind][how] > 0)
                .map((how) => (
                  <Badge key={how} tone={TONES[how]}>
                    {words.changes[how]} {result[kind][how]}
                  </Badge>
                ))}
            </dd>
          </div>
        ))}
      </dl>
      {moving.length > 0 && (
        <ul class="import-changes">
          {moving.map((change) => (
            <Change key={`${change.kind}/${change.id}`} change={change} />
          ))}
        </ul>
      )}
      {all > moving.length && <p class="muted">{words.more(all - moving.length)}</p>}
    </>
  );
}

function Change({ change }: { change: ImportChange }) {
  const { id, title, added, lost, fields } = change;
  const words = exchangeWords();
  // What is new has nothing before it: its title stands above already.
  const told = change.change === "new" ? fields.filter(({ field }) => field === "answer" || field === "text") : fields;
  return (
    <li>
      <p>
        <Badge tone={TONES[change.change]}>{words.changes[change.change]}</Badge>
        <b dir="auto">{title}</b>
        {title !== id && <small class="mono muted">{id}</small>}
        {added && <span class="good-text">{words.added(added.count)}</span>}
        {lost && <span class="bad-text">{words.lost(lost.count)}</span>}
      </p>
      <Examples sign="−" some={lost?.some} />
      <Examples sign="+" some={added?.some} />
      {told.map((field) => (
        <Field key={`${field.field}/${field.language ?? ""}`} change={field} />
      ))}
    </li>
  );
}

function Examples({ sign, some = [] }: { sign: string; some: string[] | undefined }) {
  return some.length === 0 ? null : (
    <ul class="some muted">
      {some.map((text) => (
        <li key={text} dir="auto">
          {sign} {text}
        </li>
      ))}
    </ul>
  );
}

/** What a field holds, in words: an import knows ids. */
function useValue(): (field: FieldChange["field"], value: string) => string {
  const words = knowledgeWords();
  const titleOf = useIntentTitle();
  const tones: Record<string, string> = words.tones;
  return (field, value) => {
    if (field === "action" && value) return words.escalates;
    if (field === "choices" && value) return words.list(value.split(", ").map((id) => titleOf(id)));
    return (field === "tone" && tones[value]) || value;
  };
}

function Field({ change }: { change: FieldChange }) {
  const words = exchangeWords();
  const valueOf = useValue();
  const { field, language } = change;
  const [from, to] = [valueOf(field, change.from), valueOf(field, change.to)];
  return (
    <p class="field-change">
      <span class="muted">
        {words.fields[field]}
        {language && ` · ${languageName(language)}`}
      </span>
      {from && (
        <del aria-label={`${words.from}: ${from}`} dir="auto">
          {from}
        </del>
      )}
      <ins aria-label={`${words.to}: ${to || words.empty}`} dir="auto">
        {to || words.empty}
      </ins>
    </p>
  );
}
