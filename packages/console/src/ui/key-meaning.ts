/** What of a key press decides what it means. */
export type Pressed = Pick<
  KeyboardEvent,
  "key" | "code" | "keyCode" | "ctrlKey" | "metaKey" | "altKey" | "repeat" | "isComposing" | "defaultPrevented"
> &
  Partial<Pick<KeyboardEvent, "shiftKey">>;

/** Where the focus is: nowhere that keys belong to, where one writes to a visitor, in another field, or under a dialog. */
export type Place = "open" | "reply" | "field" | "dialog";

interface Circumstances {
  place: Place;
  /** There is a box that words go to. */
  writing: boolean;
  /** Single keys are not switched off. */
  singleKeys: boolean;
  /** The key before was `g`. */
  afterG: boolean;
}

/** Words for the box, or the first command of these that there is. */
export type Meaning = { write: true } | { write: false; commands: readonly string[] };

const FIELDS =
  "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], [role=textbox], [role=listbox], [role=menu], [role=combobox]";
/** Safari ends a composition before the keydown that ends it; the number is the only sign then. */
const COMPOSING = 229;

/** Where an event's target has the focus. The reply box is marked, for there Alt is for commands. */
export function placeOf(target: EventTarget | null): Place {
  if (!(target instanceof Element)) return "open";
  if (target.closest("[data-reply]")) return "reply";
  return target.closest(FIELDS) ? "field" : "open";
}

/**
 * What a key press means. Nothing while words are composed (IME), with Ctrl or ⌘ (but for the list of commands), repeated by a key held down, in fields, or
 * under a dialog; the browser does with it what it does.
 */
export function meaningOf(pressed: Pressed, circumstances: Circumstances): Meaning | undefined {
  const { place, afterG } = circumstances;
  if (place !== "dialog" && isPalette(pressed)) return commands("mod k");
  if (isOthers(pressed) || place === "dialog" || place === "field") return undefined;
  if (pressed.altKey) return withAlt(pressed, place, afterG);
  if (place === "reply") return undefined;
  return isChoosing(pressed) ? commands(`shift ${pressed.key}`) : alone(pressed.key, circumstances);
}

/** Ctrl+K or ⌘K, wherever one types. */
function isPalette({ key, ctrlKey, metaKey, altKey, repeat, isComposing, defaultPrevented }: Pressed): boolean {
  return (
    key.toLowerCase() === "k" && ctrlKey !== metaKey && ![altKey, repeat, isComposing, defaultPrevented].includes(true)
  );
}

/** Whether the press belongs to the browser, to an input method, or to who has taken it. */
function isOthers({ ctrlKey, metaKey, repeat, isComposing, keyCode, defaultPrevented }: Pressed): boolean {
  return ctrlKey || metaKey || repeat || isComposing || keyCode === COMPOSING || defaultPrevented;
}

/** With Shift arrows choose, as in any list; where one writes they mark words. */
const isChoosing = ({ key, shiftKey }: Pressed): boolean =>
  shiftKey === true && (key === "ArrowDown" || key === "ArrowUp");

function alone(key: string, { writing, singleKeys, afterG }: Circumstances): Meaning | undefined {
  if (key === "Escape") return commands(key);
  if (!/^\S$/u.test(key)) return undefined;
  if (afterG) return commands(`g ${key}`);
  if (writing) return { write: true };
  return singleKeys ? commands(key) : undefined;
}

/** Where Alt makes other letters (macOS), the place of the key counts; in the reply box such a letter is what is wanted. */
function withAlt({ key, code }: Pressed, place: Place, afterG: boolean): Meaning | undefined {
  if (key === "ArrowUp" || key === "ArrowDown") return commands(`alt ${key}`);
  const latin = /^[a-z]$/i.test(key);
  if (!latin && place === "reply") return undefined;
  const letter = latin ? key.toLowerCase() : /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
  if (!letter) return undefined;
  return afterG ? commands(`g ${letter}`) : commands(`alt ${letter}`, letter);
}

function commands(...keys: string[]): Meaning {
  return { write: false, commands: keys };
}
