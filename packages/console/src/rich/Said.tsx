import type { Card, Content, Form, MessageEvent, Place } from "@parley/protocol";
import type { VNode } from "preact";
import { Shown } from "../files/Shown.tsx";
import { useAddress } from "../files/use-address.ts";
import { language } from "../language/language.ts";
import { href } from "../route.ts";
import { Icon } from "../ui/Icon.tsx";
import { Quote } from "./Quote.tsx";
import { richTexts } from "./texts.ts";

/** All of a message: what it quotes, its words or what stands in their place, and what belongs below. */
export function Said({ event, words }: { event: MessageEvent; words: VNode }) {
  const { author, content, conversationId } = event;
  return (
    <>
      {"quote" in content && content.quote && <Quote quote={content.quote} />}
      {special(content, conversationId) ?? words}
      {content.type === "text" && <Extras content={content} />}
      {author.kind === "visitor" && author.by && (
        <p class="source">
          <Icon name="link" size={13} /> {richTexts().by(author.by)}
        </p>
      )}
    </>
  );
}

/** What is more than words; nothing for others. */
function special(content: Content, conversationId: string): VNode | undefined {
  switch (content.type) {
    case "file":
      return <Shown conversationId={conversationId} file={content.file} />;
    case "cards":
      return (
        <div class="rich-cards" tabIndex={0}>
          {content.cards.map((card) => (
            <OneCard card={card} conversationId={conversationId} />
          ))}
        </div>
      );
    case "form":
      return <AskedForm form={content.form} />;
    case "filled":
      return <Facts facts={content.form.fields.map(({ label, value, words }) => ({ label, value: words ?? value }))} />;
    case "place":
      return <Where place={content.place} />;
    default:
      return undefined;
  }
}

function Extras({ content: { choices, source } }: { content: Extract<Content, { type: "text" }> }) {
  const words = richTexts();
  return (
    <>
      {choices && choices.length > 0 && (
        <ul class="offered" aria-label={words.choices}>
          {choices.map(({ label, value }) => (
            <li key={value}>{label}</li>
          ))}
        </ul>
      )}
      {source && (
        <p class="source">
          <Icon name="book" size={13} /> {words.source}:{" "}
          <a href={href("knowledge", "articles", source.articleId)}>{source.title}</a>
        </p>
      )}
    </>
  );
}

function OneCard({ card, conversationId }: { card: Card; conversationId: string }) {
  const { title, text, price, facts, buttons = [], image } = card;
  return (
    <section class="rich-card" dir="auto" aria-label={title}>
      {image &&
        ("url" in image ? (
          <img src={image.url} alt="" loading="lazy" referrerpolicy="no-referrer" />
        ) : (
          <Picture conversationId={conversationId} file={image} />
        ))}
      <b>{title}</b>
      {price && (
        <span>{price.amount.toLocaleString(language.value, { style: "currency", currency: price.currency })}</span>
      )}
      {text && <p class="muted">{text}</p>}
      {facts && <Facts facts={facts} />}
      {buttons.length > 0 && (
        <ul class="offered">
          {buttons.map((button) => (
            <li key={button.label}>
              {"url" in button ? (
                <a href={button.url} target="_blank" rel="noopener noreferrer">
                  {button.label}
                </a>
              ) : (
                button.label
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Picture(props: Parameters<typeof useAddress>[0]) {
  const [address, failed] = useAddress(props, { preview: true });
  return <img src={address} alt="" onError={failed} />;
}

function Facts({ facts }: { facts: readonly { label: string; value: string }[] }) {
  return (
    <dl class="rich-facts">
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt dir="auto">{label}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What was asked. What came of it is a message of its own. */
function AskedForm({ form: { title, fields } }: { form: Form }) {
  const texts = richTexts();
  return (
    <div class="rich-form">
      <b dir="auto">{title}</b>
      <ol>
        {fields.map(({ field, label, choices, required }) => (
          <li key={field} dir="auto">
            {label ?? (texts as unknown as Record<string, string>)[field]}
            {choices && ` (${choices.map((choice) => choice.label).join(" / ")})`}
            {!required && <small> · {texts.optional}</small>}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Nobody's map is asked before the link is pressed. */
function Where({ place: { latitude, longitude, label } }: { place: Place }) {
  const texts = richTexts();
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
  return (
    <div class="rich-place">
      <b dir="auto">{label ?? texts.place}</b>
      <small>
        {latitude.toFixed(5)}, {longitude.toFixed(5)}
      </small>
      <a href={map} target="_blank" rel="noopener noreferrer">
        {texts.map}
      </a>
    </div>
  );
}
