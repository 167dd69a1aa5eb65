import { useEffect, useRef, useState } from "preact/hooks";
import type { Onlooker } from "@parley/protocol";
import { useDesk } from "../desk/use-desk.ts";
import { Icon } from "../ui/Icon.tsx";
import { SiteChoice } from "../ui/InboxChoice.tsx";
import { useKeys } from "../ui/keys.ts";
import { Empty, Failed, Loading, PageHead } from "../ui/parts.tsx";
import { optionsOf, Select } from "../ui/Select.tsx";
import { InviteDialog } from "./InviteDialog.tsx";
import { People } from "./People.tsx";
import { failed, isFiltered, keepLooking, look, seen, wanted, type Wanted } from "./seen.ts";
import { visitorTexts } from "./texts.ts";
import { visitorWords } from "./words.ts";

/** Milliseconds without a key after which is looked for what was typed. */
const PAUSE = 300;

/** Who is on the sites now, and how one invites somebody to chat. */
export function Visitors() {
  const texts = visitorTexts();
  const desk = useDesk();
  const field = useRef<HTMLInputElement>(null);
  const [invites, setInvites] = useState<Onlooker>();
  useEffect(() => keepLooking(desk), [desk]);
  const page = useRef<HTMLDivElement>(null);
  /** To what can be done with the next person. */
  const step = (by: number) => () => {
    const acts = [...(page.current?.querySelectorAll<HTMLElement>("td:last-child > :not(:disabled)") ?? [])];
    const at = acts.indexOf(document.activeElement as HTMLElement);
    acts[Math.min(acts.length - 1, Math.max(0, at + by))]?.focus();
  };
  useKeys({ "/": () => field.current?.select(), j: step(1), k: step(-1) });
  return (
    <div class="page" ref={page}>
      <PageHead title={visitorWords().title} text={texts.text} />
      <Filters field={field} />
      <There onInvite={setInvites} />
      {invites && <InviteDialog to={invites} onClose={() => setInvites(undefined)} />}
    </div>
  );
}

function There({ onInvite }: { onInvite: (to: Onlooker) => void }) {
  const texts = visitorTexts();
  const desk = useDesk();
  const found = seen.value;
  if (!found) {
    return failed.value === undefined ? <Loading /> : <Failed error={failed.value} onRetry={() => look(desk)} />;
  }
  if (!found.on) {
    return (
      <Empty icon="user" title={texts.off}>
        {texts.offText}
      </Empty>
    );
  }
  return (
    <>
      <p class="muted" role="status">
        {texts.count(found.total)}
      </p>
      {found.people.length > 0 ? (
        <People people={found.people} onInvite={onInvite} />
      ) : (
        <Empty icon="user" title={texts.none}>
          {isFiltered(wanted.value) ? texts.noneMeant : texts.noneText}
        </Empty>
      )}
      {found.total > found.people.length && <p class="muted">{texts.more(found.total - found.people.length)}</p>}
    </>
  );
}

function Filters({ field }: { field: preact.RefObject<HTMLInputElement | null> }) {
  const texts = visitorTexts();
  const desk = useDesk();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const now = wanted.value;
  const want = (change: Partial<Wanted>, after = 0) => {
    wanted.value = { ...wanted.peek(), ...change };
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void look(desk), after);
  };
  return (
    <div class="contact-filters" role="search" aria-label={texts.filters}>
      <label class="search">
        <span class="said">{texts.pageField}</span>
        <Icon name="search" />
        <input
          ref={field}
          type="search"
          maxLength={200}
          placeholder={texts.pageField}
          value={now.page}
          onInput={({ currentTarget }) => want({ page: currentTarget.value }, PAUSE)}
        />
      </label>
      <Select<Wanted["visits"]>
        bare
        label={texts.visits}
        value={now.visits}
        options={[{ value: "", label: texts.anybody }, ...optionsOf(["new", "returning"] as const, texts)]}
        onChange={(visits) => want({ visits })}
      />
      <Select<Wanted["talks"]>
        bare
        label={texts.talks}
        value={now.talks}
        options={[{ value: "", label: texts.talks }, ...optionsOf(["talking", "silent"] as const, texts)]}
        onChange={(talks) => want({ talks })}
      />
      <SiteChoice sites={desk.inbox.sites.value} value={now.inbox} onChange={(inbox) => want({ inbox })} />
    </div>
  );
}
