import type { InboxDetails, WebSettings } from "@parley/protocol";
import { useState } from "preact/hooks";
import { moment } from "../language/format.ts";
import { href } from "../route.ts";
import { addressOf, tagOf } from "../settings/tag.ts";
import { CopyLine } from "../ui/CopyLine.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Segments, Select } from "../ui/Select.tsx";
import { guideWords } from "./words.ts";

const PACKAGE = '"@parley/widget"';

const WAYS = {
  HTML: tagOf,
  JavaScript: (id: string) =>
    `document.head.append(Object.assign(document.createElement("script"), { async: true, src: "${addressOf(id)}/widget.js" }));`,
  npm: (id: string) => `import { mount } from ${PACKAGE}; mount({ engine: "${addressOf(id)}" });`,
};
type Way = keyof typeof WAYS;

/** Whether nobody reaches it from elsewhere. */
export const isLocal = (host: string) =>
  /^(localhost|\[::1\]|(127|10)\.[\d.]+|192\.168\.[\d.]+|172\.(1[6-9]|2\d|3[01])\.[\d.]+|.*\.local)$/.test(host);

/** What to copy into one's pages, and where it was seen. */
export function SiteStep({ inboxes }: { inboxes: readonly InboxDetails[] }) {
  const words = guideWords();
  const sites = inboxes.filter(({ channel }) => channel === "web");
  const [chosen, setChosen] = useState("web");
  const [way, setWay] = useState<Way>("HTML");
  const site = sites.find((one) => one.id === chosen);
  const id = site?.id ?? chosen;
  const { allowedOrigins: allowed = [] } = (site?.settings ?? {}) as WebSettings;
  return (
    <>
      {sites.length > 1 && (
        <Select
          label={words.steps.site}
          value={id}
          options={sites.map((one) => ({ value: one.id, label: one.name }))}
          onChange={setChosen}
        />
      )}
      <Segments
        label={words.code}
        value={way}
        options={(Object.keys(WAYS) as Way[]).map((value) => ({ value, label: value }))}
        onChange={setWay}
      />
      <p>{words.ways[way]}</p>
      <CopyLine label={words.code} text={WAYS[way](id)} />
      {isLocal(location.hostname) && <p class="notice">{words.local(location.host)}</p>}
      <p class="muted">
        {allowed.length > 0 ? words.someSites(allowed.join(", ")) : words.anySite}{" "}
        <a href={href("settings", "inboxes", id)}>{words.inboxes}</a>
      </p>
      <Seen {...site} />
    </>
  );
}

/** Whether its widget said hello on a page of theirs, and where. */
function Seen({ seen }: Pick<Partial<InboxDetails>, "seen">) {
  const words = guideWords();
  return (
    <p role="status" class={seen ? "good-text" : undefined}>
      <Icon name={seen ? "check" : "clock"} /> {seen ? words.seen(seen.last.url, moment(seen.last.at)) : words.waiting}
    </p>
  );
}
