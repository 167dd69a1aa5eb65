import { BOT_PHRASES, type BotPhrases } from "@parley/protocol";
import { render } from "preact";
import { useState } from "preact/hooks";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";
import { OwnPhrases } from "./OwnPhrases.tsx";
import { settingsWords } from "./words.ts";

test("[B10] each of the bot's phrases can be said in one's own words, in both languages; other languages stay", () => {
  expect(Object.keys(settingsWords().phrases).toSorted()).toEqual([...BOT_PHRASES].toSorted());
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  let kept: BotPhrases = { fr: { offer: "Désolé." } };
  function Host() {
    const [value, setValue] = useState(kept);
    kept = value;
    return <OwnPhrases value={value} onChange={setValue} error={undefined} />;
  }
  void act(() => render(<Host />, root));
  const write = (field: Element | null | undefined, value: string, event: string) =>
    void act(() => {
      (field as HTMLTextAreaElement).value = value;
      field?.dispatchEvent(new Event(event, { bubbles: true }));
    });
  const english = () => [...root.querySelectorAll("textarea")][1];
  write(english(), "No idea, sorry.", "input");
  write(root.querySelector("select"), "person", "change");
  expect(english()?.value).toBe("");
  write(english(), "A human, please", "input");
  write(root.querySelector("select"), "offer", "change");
  expect(english()?.value).toBe("No idea, sorry.");
  // Nothing is said in a language in which nothing was written.
  expect(kept).toEqual({
    en: { offer: "No idea, sorry.", person: "A human, please" },
    fr: { offer: "Désolé." },
  });
});
