import type { ContactSort } from "@parley/protocol";
import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { useDesk } from "../desk/use-desk.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { SiteChoice } from "../ui/InboxChoice.tsx";
import { Select } from "../ui/Select.tsx";
import { listing, narrow } from "./list.ts";
import { contactWords } from "./words.ts";

/** Milliseconds without a key after which is looked for what was typed. */
const PAUSE = 200;
const DAYS = ["7", "30", "365"] as const;
const SORTS = ["seen", "name", "created"] as const;

/** Narrows the list by words, whether they are verified, a tag and when they were seen; and says in which order. */
export function Filters({ field }: { field: RefObject<HTMLInputElement | null> }) {
  const words = contactWords();
  const now = listing.value;
  return (
    <div class="contact-filters" role="search" aria-label={words.filters}>
      <label class="search">
        <span class="said">{words.search}</span>
        <Icon name="search" />
        <Typed field={field} name="search" label={words.search} />
      </label>
      <Select<"" | "true" | "false">
        bare
        label={words.filters}
        value={now.verified === undefined ? "" : `${now.verified}`}
        options={[
          { value: "", label: words.anyone },
          { value: "true", label: words.onlyVerified },
          { value: "false", label: words.onlyNot },
        ]}
        onChange={(verified) => narrow({ ...now, verified: verified === "" ? "" : verified === "true" })}
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
        onChange={(days) => narrow({ ...now, seenWithin: days === "" ? "" : Number(days) })}
      />
      <label>
        <span class="said">{words.tag}</span>
        <Typed name="tag" label={words.tag} />
      </label>
      <Select<ContactSort>
        bare
        label={words.order}
        value={now.sort ?? "seen"}
        options={SORTS.map((value) => ({ value, label: words.sorts[value] }))}
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

interface TypedProps {
  name: "search" | "tag";
  label: string;
  field?: RefObject<HTMLInputElement | null>;
}

/** Words to look for, once nothing more is typed for a moment. */
function Typed({ name, label, field }: TypedProps) {
  const wanted = listing.value[name] ?? "";
  const text = useSignal(wanted);
  useEffect(() => {
    text.value = wanted;
  }, [wanted]);
  useEffect(() => {
    if (text.value.trim() === wanted) return;
    const timer = setTimeout(() => narrow({ ...listing.peek(), [name]: text.peek().trim() }), PAUSE);
    return () => clearTimeout(timer);
  }, [text.value]);
  return (
    <input
      {...(field && { ref: field })}
      type="search"
      placeholder={label}
      value={text.value}
      onInput={(event) => {
        text.value = event.currentTarget.value;
      }}
    />
  );
}
