import { wear } from "../wear.ts";
import { createAnswering } from "./answering.ts";
import { host, localeNow, widget } from "./page.ts";
import { bubbleStyles } from "./styles.ts";
import type { Invitation, Telling } from "./telling.ts";
import { wordsIn } from "./words.ts";

/** Milliseconds after which what was put there is said by a screen reader: a place for it has to be there first. */
const SAID = 100;

/** Shows an agent's invitation beside the launcher. It takes no focus, and is said politely. */
export function createBubble(telling: Telling) {
  const { memory } = telling;
  const answering = createAnswering(telling);
  let shown: { id: string; element: HTMLElement } | undefined;
  let styled: ShadowRoot | undefined;

  function remove(): void {
    shown?.element.remove();
    shown = undefined;
  }

  function dismiss(id: string): void {
    remove();
    memory.putAway(id);
    void telling.tell({ dismissed: id });
  }

  function answer(invitation: string, text: string): void {
    remove();
    void answering.answer({ invitation, text });
  }

  function put(invitation: Invitation): void {
    const root = host()?.shadowRoot;
    const place = root?.querySelector(".parley");
    if (!root || !place) return;
    if (styled !== root) wear(root, bubbleStyles);
    styled = root;
    const { id } = invitation;
    const element = drawn(invitation, { dismiss: () => dismiss(id), answer: (text) => answer(id, text) });
    if (root.querySelector(".launcher.left")) element.classList.add("left");
    place.append(element);
    shown = { id, element };
    void telling.tell({ shown: id });
  }

  // The chat is over it then; it is back with the next look after that.
  document.addEventListener("parley:open", remove);
  document.addEventListener("parley:close", () => void telling.tell());

  return {
    resume: () => answering.resume(),

    show(invitation: Invitation | undefined): void {
      if (invitation && shown?.id === invitation.id && shown.element.isConnected) return;
      remove();
      if (invitation && hasRoom() && !memory.isOver(invitation.id)) put(invitation);
    },
  };
}

/** Neither over an open chat, nor where the page shows none. */
function hasRoom(): boolean {
  const { open, hidden } = (widget()?.diagnose() ?? {}) as { open?: boolean; hidden?: boolean };
  return !open && !hidden;
}

interface Acts {
  dismiss: () => void;
  answer: (text: string) => void;
}

const make = <K extends keyof HTMLElementTagNameMap>(
  name: K,
  parts: object,
  parent?: Node,
): HTMLElementTagNameMap[K] => {
  const element = Object.assign(document.createElement(name), parts);
  parent?.appendChild(element);
  return element;
};

function drawn({ name, text }: Invitation, { dismiss, answer }: Acts): HTMLElement {
  const words = wordsIn(localeNow());
  const who = `${words.from} ${name}`;
  const element = make("div", { className: "invitation", lang: words.language, dir: words.dir });
  element.setAttribute("role", "dialog");
  element.setAttribute("aria-label", who);
  const said = make("div", {}, element);
  said.setAttribute("role", "status");
  setTimeout(() => {
    make("p", { className: "who", textContent: who }, said);
    make("p", { textContent: text, dir: "auto" }, said).tabIndex = 0;
  }, SAID);
  const form = make("form", {}, element);
  const field = make("input", { maxLength: 4000, placeholder: words.answer, dir: "auto", autocomplete: "off" }, form);
  field.setAttribute("aria-label", words.answer);
  make("button", { className: "send", textContent: words.send }, form);
  const close = make("button", { className: "close", type: "button", textContent: "×", onclick: dismiss }, element);
  close.setAttribute("aria-label", words.close);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = field.value.trim();
    if (words) answer(words);
    else field.focus();
  });
  // The page's own shortcuts hear nothing of what is written here.
  for (const type of ["keydown", "keyup", "keypress"])
    element.addEventListener(type, (event) => event.stopPropagation());
  element.addEventListener("keydown", ({ key, isComposing }) => key === "Escape" && !isComposing && dismiss());
  return element;
}
