import { ChatError, type ErrorCode } from "@parley/protocol";
import { afterEach, expect, test } from "vitest";
import { language } from "../language/language.ts";
import { toasts } from "../ui/toast.ts";
import { tellRefusal } from "./act.ts";

afterEach(() => {
  toasts.value = [];
});

const refusals: Record<string, [ErrorCode, Record<string, unknown>, tone: string, en: string, zh: string]> = {
  "somebody was faster": ["conflict", { agent: { id: "ben", name: "Ben" } }, "plain", "Ben was faster", "Ben 抢先一步"],
  "the colleague is away": ["conflict", { availability: "away" }, "bad", "is away now", "该同事当前离开"],
  "the colleague has gone": ["conflict", { availability: "offline" }, "bad", "are not here any more", "该同事已不在线"],
  "one has as many as one may": ["conflict", { capacity: 3 }, "bad", "may have 3 conversations", "最多同时接待 3 个"],
  "somebody else changed it": ["conflict", {}, "bad", "changed this meanwhile", "在此期间修改"],
  "one may not": ["forbidden", {}, "bad", "You may not do this", "没有此权限"],
};

test.each(Object.entries(refusals))(
  "[R4] a refusal is told in one's own words: %s",
  (_what, [code, details, ...told]) => {
    const [tone, en, zh] = told;
    for (const [locale, words] of [
      ["en", en],
      ["zh-CN", zh],
    ] as const) {
      language.value = locale;
      tellRefusal(new ChatError(code, "A sentence for developers.", { details }));
      expect(toasts.value.at(-1)).toMatchObject({ tone, text: expect.stringContaining(words) as string });
      expect(toasts.value.at(-1)?.text).not.toContain("developers");
    }
  },
);
