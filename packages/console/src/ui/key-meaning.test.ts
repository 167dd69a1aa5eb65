import { expect, test } from "vitest";
import { meaningOf, type Place, placeOf, type Pressed } from "./key-meaning.ts";

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
  keyCode: key.toUpperCase().charCodeAt(0),
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  isComposing: false,
  defaultPrevented: false,
  ...more,
});
const NOBODYS = { place: "open", writing: false, singleKeys: true, afterG: false } as const;
const MINE = { ...NOBODYS, writing: true } as const;

const does = (pressed: Pressed, circumstances: Parameters<typeof meaningOf>[1]) => {
  const meaning = meaningOf(pressed, circumstances);
  if (!meaning) return "nothing";
  return meaning.write ? "words" : meaning.commands.join(", ");
};

test.each<[string, Pressed, Parameters<typeof meaningOf>[1], string]>([
  [
    "Ctrl+K is the list of commands, where one writes too",
    press("k", { ctrlKey: true }),
    { ...MINE, place: "reply" },
    "mod k",
  ],
  ["so is ⌘K, in any field", press("k", { metaKey: true }), { ...NOBODYS, place: "field" }, "mod k"],
  ["not under a dialog", press("k", { ctrlKey: true }), { ...NOBODYS, place: "dialog" }, "nothing"],
  ["nor while words are composed", press("k", { ctrlKey: true, isComposing: true }), NOBODYS, "nothing"],
  ["a letter where nobody writes is a command", press("j"), NOBODYS, "j"],
  ["so is a sign", press("?"), NOBODYS, "?"],
  ["a letter in a conversation of mine is a word", press("b"), MINE, "words"],
  ["so is a Chinese one, a sign, a digit, an emoji", press("你"), MINE, "words"],
  ["… a sign", press("/"), MINE, "words"],
  ["… a digit", press("7"), MINE, "words"],
  ["… an emoji", press("🙂"), MINE, "words"],
  ["a word can be written where single keys are switched off", press("b"), { ...MINE, singleKeys: false }, "words"],
  ["Space, Enter and arrows keep what they mean to the browser", press(" "), MINE, "nothing"],
  ["… Enter", press("Enter"), MINE, "nothing"],
  ["… arrows", press("ArrowDown"), NOBODYS, "nothing"],
  ["… but with Shift, which choose", press("ArrowDown", { shiftKey: true }), MINE, "shift ArrowDown"],
  ["… not where one writes", press("ArrowUp", { shiftKey: true }), { ...MINE, place: "reply" }, "nothing"],
  ["… Tab", press("Tab"), NOBODYS, "nothing"],
  ["Alt makes commands of letters, mine or not", press("b", { altKey: true }), MINE, "alt b, b"],
  ["… also where Alt makes other letters", press("∫", { altKey: true, code: "KeyB" }), MINE, "alt b, b"],
  ["… by the letter, not its place, on other keyboards", press("a", { altKey: true, code: "KeyQ" }), MINE, "alt a, a"],
  ["… and arrows", press("ArrowDown", { altKey: true }), MINE, "alt ArrowDown"],
  ["… not digits, by which characters are entered", press("1", { altKey: true, code: "Numpad1" }), MINE, "nothing"],
  [
    "Alt works where single keys are switched off",
    press("b", { altKey: true }),
    { ...NOBODYS, singleKeys: false },
    "alt b, b",
  ],
  ["a single key does not", press("j"), { ...NOBODYS, singleKeys: false }, "nothing"],
  ["Escape does", press("Escape"), { ...NOBODYS, singleKeys: false }, "Escape"],
  ["the key after g is a place to go", press("k"), { ...NOBODYS, afterG: true }, "g k"],
  ["… in a conversation of mine too", press("k"), { ...MINE, afterG: true }, "g k"],
  ["… with Alt held down as well", press("k", { altKey: true }), { ...MINE, afterG: true }, "g k"],
  ["Ctrl is the browser's", press("c", { ctrlKey: true }), NOBODYS, "nothing"],
  ["⌘ is the browser's", press("c", { metaKey: true }), MINE, "nothing"],
  [
    "AltGr, which is Ctrl and Alt to some, makes characters",
    press("q", { ctrlKey: true, altKey: true }),
    MINE,
    "nothing",
  ],
  ["what somebody has taken is taken", press("j", { defaultPrevented: true }), NOBODYS, "nothing"],
  ["a key held down does nothing more", press("j", { repeat: true }), NOBODYS, "nothing"],
  ["nothing while words are composed", press("j", { isComposing: true }), NOBODYS, "nothing"],
  ["… as Safari tells it", press("Escape", { keyCode: 229 }), NOBODYS, "nothing"],
  ["… as Chrome names it", press("Process", { keyCode: 229 }), MINE, "nothing"],
  ["… with Alt", press("b", { altKey: true, isComposing: true }), MINE, "nothing"],
  ["a dead key is no letter yet", press("Dead"), MINE, "nothing"],
])("%s", (_sentence, pressed, circumstances, expected) => {
  expect(does(pressed, circumstances)).toBe(expected);
});

test.each<[Place, string, string, string, string]>([
  ["field", "nothing", "nothing", "nothing", "nothing"],
  ["dialog", "nothing", "nothing", "nothing", "nothing"],
  ["reply", "nothing", "alt b, b", "nothing", "alt ArrowUp"],
])("in %s: letters %s, Alt and a letter %s, a letter made by Alt %s, Alt and arrows %s", (place, ...expected) => {
  const presses = [
    press("b"),
    press("b", { altKey: true }),
    press("ü", { altKey: true, code: "KeyU" }),
    press("ArrowUp", { altKey: true }),
  ];
  expect(presses.map((pressed) => does(pressed, { ...MINE, place }))).toEqual(expected);
  expect(does(press("Escape"), { ...MINE, place })).toBe("nothing");
});

test.each<[string, Place]>([
  ["<textarea data-reply></textarea>", "reply"],
  ["<textarea></textarea>", "field"],
  ["<input>", "field"],
  ['<input type="search">', "field"],
  ['<input type="date">', "field"],
  ['<input type="radio">', "open"],
  ['<input type="checkbox">', "open"],
  ["<select></select>", "field"],
  ["<p contenteditable></p>", "field"],
  ['<div role="listbox"></div>', "field"],
  ['<div role="menu"></div>', "field"],
  ["<button></button>", "open"],
  ["<a href='#'></a>", "open"],
  ["<summary></summary>", "open"],
])("with the focus in %s keys belong to: %s", (html, place) => {
  const box = document.createElement("div");
  box.innerHTML = html;
  expect(placeOf(box.firstElementChild)).toBe(place);
});

test("with the focus nowhere keys are free", () => {
  expect([placeOf(document.body), placeOf(document), placeOf(null)]).toEqual(["open", "open", "open"]);
});
