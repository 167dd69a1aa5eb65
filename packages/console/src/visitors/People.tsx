import type { LivePlace, Onlooker } from "@parley/protocol";
import { useDesk } from "../desk/use-desk.ts";
import { count, languageName, now, waited } from "../language/format.ts";
import { language } from "../language/language.ts";
import { href } from "../route.ts";
import { Button } from "../ui/Button.tsx";
import { Badge } from "../ui/parts.tsx";
import { Table } from "../ui/Table.tsx";
import { nameOf } from "./seen.ts";
import { visitorTexts } from "./texts.ts";

interface PeopleProps {
  people: readonly Onlooker[];
  onInvite: (to: Onlooker) => void;
}

/** Those who are there, who came last first. */
export function People({ people, onInvite }: PeopleProps) {
  const texts = visitorTexts();
  const sites = useDesk().inbox.sites.value;
  const hasSites = sites.length > 1;
  const heads = [
    texts.visitor,
    texts.page,
    ...(hasSites ? [texts.inbox] : []),
    texts.from,
    texts.where,
    texts.visits,
    texts.time,
    texts.acts,
  ];
  return (
    <Table card label={texts.list} heads={heads}>
      {people.map((one) => (
        <tr key={`${one.inboxId} ${one.id}`}>
          <td>
            <strong>{nameOf(one)}</strong> {one.verified && <Badge tone="good">{texts.verified}</Badge>}
            <Standing one={one} />
          </td>
          <td>
            <Address url={one.page.url} title={one.page.title} />
          </td>
          {hasSites && <td>{sites.find(({ id }) => id === one.inboxId)?.name ?? one.inboxId}</td>}
          <td>{one.from ? <Address url={one.from} host /> : texts.direct}</td>
          <td>{[languageName(one.locale), placeName(one.place)].filter(Boolean).join(" · ")}</td>
          <td>{texts.nth(count(one.visits))}</td>
          <td>{texts.since(waited(Math.max(0, now.value - one.since)))}</td>
          <td>
            <Acts one={one} onInvite={onInvite} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** A page by its title, or its path; opens it. Nobody there learns from where. */
function Address({ url, title, host }: { url: string; title?: string | undefined; host?: boolean }) {
  const { hostname, pathname } = new URL(url);
  return (
    <a href={url} target="_blank" rel="noopener noreferrer" title={url}>
      {host ? hostname : title || readable(pathname)}
    </a>
  );
}

function readable(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

function placeName(place: LivePlace | undefined): string {
  const { country, city = {} } = place ?? {};
  const own = city[language.value] ?? city["en"] ?? Object.values(city)[0];
  return [own, country && countryName(country)].filter(Boolean).join(", ");
}

function countryName(code: string): string {
  try {
    return new Intl.DisplayNames(language.value, { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** What they have to do with us now. */
function Standing({ one: { invited, conversation, quiet } }: { one: Onlooker }) {
  const texts = visitorTexts();
  const said = [
    conversation && (conversation.agent ?? texts.talking),
    invited && !conversation && invitedAs(invited),
    quiet && invited?.state !== "dismissed" && texts.quiet,
  ].filter(Boolean);
  return said.length > 0 ? <div class="muted">{said.join(" · ")}</div> : null;
}

function invitedAs({ by, state }: NonNullable<Onlooker["invited"]>): string {
  const texts = visitorTexts();
  if (state === "sent") return texts.sent(by);
  return state === "shown" ? texts.shown(by) : texts[state];
}

function Acts({ one, onInvite }: { one: Onlooker } & Pick<PeopleProps, "onInvite">) {
  const texts = visitorTexts();
  const name = nameOf(one);
  if (one.conversation) {
    return (
      <a class="button plain small" href={href("inbox", one.conversation.id)} aria-label={texts.openOf(name)}>
        {texts.open}
      </a>
    );
  }
  const isInvited = one.invited?.state === "sent" || one.invited?.state === "shown";
  return (
    <Button small disabled={isInvited || one.quiet} label={texts.inviteOf(name)} onClick={() => onInvite(one)}>
      {texts.invite}
    </Button>
  );
}
