import type { BotPhrases, WebSettings } from "@parley/protocol";
import { render } from "preact";
import { useState } from "preact/hooks";
import { act } from "preact/test-utils";
import { beforeEach, expect, test } from "vitest";
import { OwnPhrases } from "./OwnPhrases.tsx";
import { PanelWords } from "./PanelWords.tsx";
import { Spoken } from "./spoken.ts";

let root: HTMLElement;

beforeEach(() => {
  root = document.createElement("div");
  document.body.replaceChildren(root);
});

const labels = () => [...root.querySelectorAll("label")].map(({ textContent }) => textContent);
const field = (name: string) => {
  const label = [...root.querySelectorAll("label")].find(({ textContent }) => textContent === name);
  return document.querySelector<HTMLInputElement>(`[id="${label?.htmlFor}"]`);
};
const write = (name: string, value: string, event = "input") =>
  void act(() => {
    const wanted = field(name);
    Object.assign(wanted ?? {}, { value });
    wanted?.dispatchEvent(new Event(event, { bubbles: true }));
  });

test("[L10] the bot's phrases are written in the languages that are spoken, as far as they are typed, then in those that have words", () => {
  let kept: BotPhrases = { fr: { offer: "Désolé." } };
  function Host() {
    const [value, setValue] = useState(kept);
    kept = value;
    return (
      <Spoken.Provider value={["de", "ja", "p"]}>
        <OwnPhrases value={value} onChange={setValue} error={undefined} />
      </Spoken.Provider>
    );
  }
  void act(() => render(<Host />, root));
  expect(labels().slice(1)).toEqual(["German", "Japanese", "French"].map((name) => `It has no answer · ${name}`));
  write("It has no answer · German", "Keine Ahnung.");
  expect(kept).toEqual({ de: { offer: "Keine Ahnung." }, fr: { offer: "Désolé." } });
});

test("[V10, L10] the panel's words are written in one language at a time, the console's own first if it is spoken", () => {
  let kept: WebSettings = { greeting: { fr: "Bonjour" } };
  function Host() {
    const [value, setValue] = useState(kept);
    const [locale, setLocale] = useState<string>();
    kept = value;
    return (
      <Spoken.Provider value={["de", "en"]}>
        <PanelWords
          settings={value}
          change={(changed) => setValue({ ...value, ...changed })}
          error={() => undefined}
          locale={locale}
          onLocale={setLocale}
        />
      </Spoken.Provider>
    );
  }
  void act(() => render(<Host />, root));
  const languages = () => [...(field("Language")?.querySelectorAll("option") ?? [])].map(({ value }) => value);
  expect([field("Language")?.value, languages()]).toEqual(["en", ["de", "en", "fr"]]);
  write("Language", "de", "change");
  write("Greeting", "Willkommen");
  write("After the end", "Vorbei");
  write("Language", "fr", "change");
  expect(field("Greeting")?.value).toBe("Bonjour");
  expect(kept).toEqual({ greeting: { fr: "Bonjour", de: "Willkommen" }, texts: { de: { ended: "Vorbei" } } });
});
