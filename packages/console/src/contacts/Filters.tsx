import type { ContactFilter, ContactSort } from "@parley/protocol";
import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import { useDesk } from "../desk/use-desk.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { SiteChoice } from "../ui/InboxChoice.tsx";
import { LanguageFilter } from "../ui/LanguageFilter.tsx";
import { optionsOf, Select } from "../ui/Select.tsx";
import { listing, narrow } from "./list.ts";
import { contactWords } from "./words.ts";

/** Milliseconds without a key after which is looked for what was typed. */
const PAUSE = 200;
const DAYS = ["7", "30", "365"] as const;
/** Those that widgets speak. */
const LANGUAGES = ["zh", "en", "ja", "ko", "es", "fr", "ar"];
const SORTS = ["seen", "name", "created"] as const;

/** Narrows the list by words, whether they are verified, a tag, an attribute, their language and when they were seen; and says in which order. */
export function Filters({ field }: { field: RefObject<HTMLInputElement | null> }) {
  const words = contactWords();
  const now = listing.value;
  return (
    <div class="contact-filters" role="search" aria-label={words.filters}>
      <label class="search">
        <span class="said">{words.search}</span>
        <Icon name="search" />
        <Typed
          field={field}
          label={words.search}
          wanted={now.search}
          onTyped={(search) => narrow({ ...listing.peek(), search })}
        />
      </label>
      <Select<"" | "true" | "false">
        bare
        label={words.filters}
        value={`${now.verified ?? ""}`}
        options={[
          { value: "", label: words.anyone },
          { value: "true", label: words.onlyVerified },
          { value: "false", label: words.onlyNot },
        ]}
        onChange={(verified) => narrow({ ...now, verified: verified && verified === "true" })}
      />
      <SiteChoice
        sites={useDesk().inbox.sites.value}
        value={now.inbox}
        onChange={(inbox) => narrow({ ...now, inbox })}
      />
      <Select<string>
        bare
        label={words.seen}
        value={`${now.seenWithin ?? ""}`}
        options={[
          { value: "", label: words.anyTime },
          ...DAYS.map((days) => ({ value: days, label: words.within(Number(days)) })),
        ]}
        onChange={(days) => narrow({ ...now, seenWithin: days && Number(days) })}
      />
      <label>
        <span class="said">{words.tag}</span>
        <Typed label={words.tag} wanted={now.tag} onTyped={(tag) => narrow({ ...listing.peek(), tag })} />
      </label>
      <label>
        <span class="said">{words.attribute}</span>
        <Typed
          label={words.attribute}
          wanted={now.attribute && `${now.attribute.name}: ${now.attribute.value}`}
          onTyped={(text) => narrow({ ...listing.peek(), attribute: readAttribute(text) })}
        />
      </label>
      <LanguageFilter
        languages={LANGUAGES}
        value={now.language}
        onChange={(spoken) => narrow({ ...now, language: spoken })}
      />
      <Select<ContactSort>
        bare
        label={words.order}
        value={now.sort ?? "seen"}
        options={optionsOf(SORTS, words.sorts)}
        onChange={(sort) => narrow({ ...now, sort: sort === "seen" ? "" : sort })}
      />
      {Object.keys(now).length > 0 && (
        <Button tone="quiet" icon="close" onClick={() => narrow({})}>
          {words.clear}
        </Button>
      )}
    </div>
  );
}

/** `plan: pro`; nothing as long as either is missing. */
export function readAttribute(text: string): ContactFilter["attribute"] {
  const [, name, value] = /^\s*([^:：=]*[^:：=\s])\s*[:：=]\s*(.+)$/.exec(text) ?? [];
  return name && value ? { name, value: value.trim() } : undefined;
}

interface TypedProps {
  label: string;
  /** What the list is narrowed to. */
  wanted: string | undefined;
  onTyped: (text: string) => void;
  field?: RefObject<HTMLInputElement | null>;
}

/** Words to look for, once nothing more is typed for a moment. What somebody is writing is changed by nobody else. */
export function Typed({ label, wanted, onTyped, field }: TypedProps) {
  const own = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const input = field ?? own;
  return (
    <input
      ref={input}
      type="search"
      placeholder={label}
      value={input.current === document.activeElement ? undefined : (wanted ?? "")}
      onInput={({ currentTarget: { value } }) => {
        clearTimeout(timer.current);
        timer.current = setTimeout(() => onTyped(value.trim()), PAUSE);
      }}
    />
  );
}
