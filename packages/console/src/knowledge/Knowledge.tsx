import { may } from "@parley/protocol";
import { href, route } from "../route.ts";
import { useDesk } from "../desk/use-desk.ts";
import { late } from "../ui/late.tsx";
import { Failed, Loading, PageHead } from "../ui/parts.tsx";
import { ArticleEditor } from "./ArticleEditor.tsx";
import { CannedReplyEditor } from "./CannedReplyEditor.tsx";
import { EntryList } from "./EntryList.tsx";
import { IntentEditor } from "./IntentEditor.tsx";
import { type Kind, KINDS } from "../desk/knowledge.ts";
import { Try } from "./Try.tsx";
import { knowledgeWords } from "./words.ts";

const Exchange = late(async () => (await import("./Exchange.tsx")).Exchange);

const Macros = late(async () => (await import("../conversation/copilot/MacroPage.tsx")).MacroPage);

const EDITORS: Record<Kind, (props: { id: string }) => preact.JSX.Element> = {
  intents: IntentEditor,
  articles: ArticleEditor,
  "canned-replies": CannedReplyEditor,
};

const OTHERS: Record<string, preact.JSX.Element | undefined> = { exchange: <Exchange />, macros: <Macros /> };

/** What the bot knows: intents, articles, canned replies; trying it, taking it in and out. */
export function Knowledge() {
  const { knowledge, me } = useDesk();
  const words = knowledgeWords();
  const [first = "intents", id] = route.value.rest;
  const kind = KINDS.find((name) => name === first);
  const tabs = [
    ...KINDS.map((name) => ({ name: name as string, label: words.kinds[name] })),
    { name: "macros", label: words.macros },
    { name: "try", label: words.try },
    ...(may(me.role, "admin") ? [{ name: "exchange", label: words.exchange }] : []),
  ];
  return (
    <div class="knowledge page">
      <PageHead title={words.title} />
      <nav class="tabs" aria-label={words.title}>
        {tabs.map(({ name, label }) => (
          <a key={name} href={href("knowledge", name)} aria-current={name === first ? "page" : undefined}>
            {label}
          </a>
        ))}
      </nav>
      {kind ? <Entries kind={kind} id={id} /> : (OTHERS[first] ?? <Try />)}
      {knowledge.state.value.status === "failed" && (
        <Failed error={knowledge.state.value.error} onRetry={knowledge.reload} />
      )}
    </div>
  );
}

function Entries({ kind, id }: { kind: Kind; id: string | undefined }) {
  const { knowledge } = useDesk();
  const { status } = knowledge.state.value;
  if (status === "failed") return null;
  if (status === "loading") return <Loading lines={8} />;
  const Editor = EDITORS[kind];
  return (
    <div class={id ? "entries with-editor" : "entries"}>
      <EntryList kind={kind} open={id} />
      {id ? <Editor key={`${kind}/${id}`} id={id} /> : <p class="entries-pick muted">{knowledgeWords().pick}</p>}
    </div>
  );
}
