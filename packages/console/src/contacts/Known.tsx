import { isSafeUrl } from "@parley/protocol/markdown";
import type { Consent, Contact, Identity } from "@parley/protocol";
import type { ComponentChildren } from "preact";
import { moment } from "../language/format.ts";
import { contactWords } from "./words.ts";
import { Verified } from "./Verified.tsx";

/** What is known of a contact, field by field. */
export function Known({ contact }: { contact: Contact }) {
  const words = contactWords();
  return (
    <section class="card" aria-label={words.attributesFrom}>
      <h2>{words.attributesFrom}</h2>
      <dl class="known">
        <Fact name={words.email}>{contact.email}</Fact>
        <Fact name={words.phone}>{contact.phone}</Fact>
        <Fact name={words.userId}>{contact.userId}</Fact>
        {Object.entries(contact.attributes ?? {}).map(([name, value]) => (
          <Fact key={name} name={name}>
            {String(value)}
          </Fact>
        ))}
        <Fact name={words.firstSeen}>{moment(contact.createdAt)}</Fact>
        <Fact name={words.seen}>{contact.lastSeenAt === undefined ? words.never : moment(contact.lastSeenAt)}</Fact>
      </dl>
    </section>
  );
}

/** Through which inboxes somebody reaches us, and what each says of them. */
export function Identities({ identities }: { identities: readonly Identity[] }) {
  const words = contactWords();
  return (
    <section class="card" aria-label={words.identities}>
      <h2>{words.identities}</h2>
      <ul class="identities">
        {identities.map(({ visitorId, inboxId, verified, userId, profile, page, lastSeenAt }) => (
          <li key={visitorId}>
            <b>{inboxId}</b> <Verified of={{ verified }} />
            <p class="muted" dir="auto">
              {[userId, profile.name, profile.email, profile.phone].filter(Boolean).join(" · ")}
            </p>
            {page && isSafeUrl(page.url) && (
              <a href={page.url} target="_blank" rel="noopener noreferrer nofollow">
                <bdi>{page.title || page.url}</bdi>
              </a>
            )}
            <small class="muted">
              {words.seen}: {moment(lastSeenAt)}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** To what somebody agreed, and when. */
export function Consents({ consents }: { consents: readonly Consent[] }) {
  const words = contactWords();
  if (consents.length === 0) return null;
  return (
    <section class="card" aria-label={words.consents}>
      <h2>{words.consents}</h2>
      <ul class="identities">
        {consents.map(({ at, inboxId, version, text }) => (
          <li key={`${inboxId}/${version}`}>
            {text ?? words.consent(version)}
            <small class="muted">
              {inboxId} · {moment(at)}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  if (children === undefined || children === "") return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}
