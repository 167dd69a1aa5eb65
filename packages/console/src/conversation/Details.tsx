import type { InboxItem } from "@parley/protocol";
import type { ComponentChildren } from "preact";
import { visitorName } from "../desk/visitor-name.ts";
import { moment } from "../language/format.ts";
import { href } from "../route.ts";
import { useKeys } from "../ui/keys.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { isSafeUrl } from "@parley/protocol/markdown";
import { Avatar, Badge } from "../ui/parts.tsx";
import { browserName } from "./browser-name.ts";
import { conversationWords } from "./words.ts";

/** What is known of the visitor. */
export function Details({ item: { visitor, conversation }, onClose }: { item: InboxItem; onClose: () => void }) {
  const words = conversationWords();
  const { profile, page, proven = [] } = visitor;
  const isProven = (field: string) => proven.includes(field);
  useKeys({ Escape: onClose });
  const attributes = Object.entries(profile.attributes ?? {});
  return (
    <aside class="details" aria-label={words.details}>
      <header>
        <h2>{words.details}</h2>
        <Button icon="close" tone="quiet" label={words.details} expanded onClick={onClose} />
      </header>
      <div class="details-who">
        <Avatar name={profile.name || profile.email} seed={visitor.id} />
        <div>
          <b dir="auto">{visitorName(visitor)}</b>
          {isProven("userId") ? (
            <span title={words.verifiedHint}>
              <Badge tone="good">{words.verified}</Badge>
            </span>
          ) : (
            <span title={words.notVerifiedHint}>
              <Badge tone="warn">{words.notVerified}</Badge>
            </span>
          )}
        </div>
      </div>
      <a class="button plain" href={href("contacts", visitor.id, conversation.id)}>
        {words.contact}
      </a>
      <dl>
        <Fact name={words.email} proven={isProven("email")}>
          {profile.email}
        </Fact>
        <Fact name={words.phone} proven={isProven("phone")}>
          {profile.phone}
        </Fact>
        <Fact name={words.userId} proven={isProven("userId")}>
          {profile.userId}
        </Fact>
        <Fact name={words.page}>
          {page &&
            (isSafeUrl(page.url) ? (
              <>
                <a href={page.url} target="_blank" rel="noopener noreferrer nofollow">
                  <bdi>{page.title || page.url}</bdi>
                </a>
                <small class="muted">{hostOf(page.url)}</small>
              </>
            ) : (
              page.url
            ))}
        </Fact>
        <Fact name={words.locale}>{visitor.locale}</Fact>
        <Fact name={words.browser}>{visitor.browser && browserName(visitor.browser)}</Fact>
        <Fact name={words.firstSeen}>{moment(visitor.firstSeenAt)}</Fact>
        <Fact name={words.lastSeen}>{moment(visitor.lastSeenAt)}</Fact>
        <Fact name={words.channel}>{conversation.channel}</Fact>
        <Fact name={words.episode}>{String(conversation.episode)}</Fact>
        <Fact name={words.id}>
          <code>{conversation.id}</code>
        </Fact>
      </dl>
      {attributes.length > 0 && (
        <>
          <h3>{words.attributes}</h3>
          <dl>
            {attributes.map(([name, value]) => (
              <Fact key={name} name={name} proven={isProven(`attributes.${name}`)}>
                {String(value)}
              </Fact>
            ))}
          </dl>
        </>
      )}
    </aside>
  );
}

/** Where a link leads: its words are the visitor's. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

interface FactProps {
  name: string;
  children: ComponentChildren;
  /** The site has proven it (SPEC I2). */
  proven?: boolean;
}

function Fact({ name, children, proven }: FactProps) {
  if (children === undefined || children === "" || children === null) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {children}
        {proven && (
          <span class="proven" title={conversationWords().verified}>
            <Icon name="check" size={13} />
            <span class="said">{conversationWords().verified}</span>
          </span>
        )}
      </dd>
    </div>
  );
}
