import { SignalName } from "@parley/protocol";
import { expect, test } from "vitest";
import { language } from "../../language/language.ts";
import { routingTexts } from "./texts.ts";

test.each(["en", "zh-CN"] as const)("[B7] a rule may ask for every signal there is, in %s", (locale) => {
  language.value = locale;
  expect(Object.keys(routingTexts().signals)).toEqual(SignalName.options);
});
