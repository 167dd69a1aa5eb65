import { useEffect, useRef } from "preact/hooks";
import { useDesk } from "../desk/use-desk.ts";
import { route } from "../route.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { SiteChoice } from "../ui/InboxChoice.tsx";
import { useKeys } from "../ui/keys.ts";
import { Empty, Failed, PageHead } from "../ui/parts.tsx";
import { optionsOf, Select } from "../ui/Select.tsx";
import { knowledgeWords } from "../knowledge/words.ts";
import { asked, type Asked, look, results } from "./found.ts";
import { Hit } from "./Hit.tsx";
import { searchTexts } from "./texts.ts";
import { Whose } from "./Whose.tsx";

/** Milliseconds without a key after which is looked for what was typed. */
const PAUSE = 300;

/** All that was said, by its words. */
export function Search() {
  const texts = searchTexts();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const step = (by: number) => () => {
    const links = [...(list.current?.querySelectorAll("a") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    links[Math.min(links.length - 1, Math.max(0, at + by))]?.focus();
  };
  useKeys({ "/": () => field.current?.select(), j: step(1), k: step(-1) });
  // Words of the address are looked for: who came from the list of commands has typed them already.
  const words = route.value.query.get("q");
  useEffect(() => {
    if (!words) return;
    // They are taken off the address: asked for again they would be no news, and who comes back would find them in place of what they typed.
    location.replace("#/search");
    if (words === asked.peek().words) return;
    asked.value = { ...asked.peek(), words };
    void look();
  }, [words]);
  useEffect(() => {
    if (!results.value.page.hits.length) field.current?.focus();
  }, []);
  return (
    <div class="search-page page">
      <PageHead title={knowledgeWords().search} text={texts.text} />
      <Asking field={field} />
      <Standing />
      <ol class="hits" ref={list} aria-label={texts.hits}>
        {results.value.page.hits.map((hit) => (
          <Hit key={`${hit.conversationId} ${hit.id}`} hit={hit} visitors={results.value.page.visitors} />
        ))}
      </ol>
      <End />
    </div>
  );
}

/** How many were found, or why none could be. */
function Standing() {
  const texts = searchTexts();
  const { page, looking, failed, asked: of } = results.value;
  if (failed !== undefined) return <Failed error={failed} onRetry={() => look()} />;
  return (
    <p class="muted" role="status">
      {looking ? texts.looking : of && texts.found(page.hits.length, page.next !== undefined)}
      {page.building && ` ${texts.building}`}
    </p>
  );
}

/** What there is below what was found: more of it, or why there is nothing. */
function End() {
  const texts = searchTexts();
  const { page, looking, failed, asked: of } = results.value;
  if (looking || failed !== undefined) return null;
  if (page.next !== undefined) return <Button onClick={() => look(true)}>{texts.more}</Button>;
  if (page.hits.length > 0) return null;
  return (
    <Empty icon="search" title={of ? texts.none : texts.begin}>
      {of && texts.noneText}
    </Empty>
  );
}

/** What is looked for, and where. */
function Asking({ field }: { field: preact.RefObject<HTMLInputElement | null> }) {
  const texts = searchTexts();
  const { sites } = useDesk().inbox;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const now = asked.value;
  const ask = (change: Partial<Asked>, after = 0) => {
    asked.value = { ...asked.peek(), ...change };
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void look(), after);
  };
  return (
    <div class="contact-filters" role="search" aria-label={texts.field}>
      <label class="search">
        <span class="said">{texts.field}</span>
        <Icon name="search" />
        <input
          ref={field}
          type="search"
          maxLength={200}
          placeholder={texts.field}
          value={now.words}
          onInput={({ currentTarget }) => ask({ words: currentTarget.value }, PAUSE)}
        />
      </label>
      <Select<Asked["by"]>
        bare
        label={texts.by}
        value={now.by}
        options={[
          { value: "", label: texts.anybody },
          ...optionsOf(["visitor", "agent", "bot", "note"] as const, texts),
        ]}
        onChange={(by) => ask({ by })}
      />
      <Select<Asked["status"]>
        bare
        label={texts.status}
        value={now.status}
        options={[{ value: "", label: texts.any }, ...optionsOf(["open", "closed"] as const, texts)]}
        onChange={(status) => ask({ status })}
      />
      <SiteChoice sites={sites.value} value={now.inbox} onChange={(inbox) => ask({ inbox })} />
      <Whose now={now} ask={ask} />
      <Select<Asked["days"]>
        bare
        label={texts.when}
        value={now.days}
        options={[
          { value: "", label: texts.anyTime },
          ...(["7", "30", "365"] as const).map((days) => ({ value: days, label: texts.within(Number(days)) })),
        ]}
        onChange={(days) => ask({ days })}
      />
    </div>
  );
}
