// @vitest-environment node
import { expect, test } from "vitest";
import * as widget from "./index.ts";

test("the package exports what it promises, and no more", () => {
  expect(Object.keys(widget).sort()).toEqual(["createChat", "mount"]);
});

test("without a page, as on a server, mount puts nothing anywhere and its verbs do no harm", () => {
  const mounted = widget.mount({ engine: "https://chat.example" });
  expect(() => {
    mounted.open();
    mounted.setTheme("dark");
    mounted.close();
  }).not.toThrow();
});

test("without a page, createChat is made for any engine, and its verbs do no harm", () => {
  for (const engine of [undefined, "/chat", "chat/", "https://chat.example/sub"]) {
    const chat = widget.createChat({ engine, locale: undefined, profile: { userId: 7 } });
    expect(() => {
      chat.identify({ name: "Ada" });
      chat.setLocale("zh-TW");
      chat.page();
      chat.markRead();
      chat.composing(true);
      chat.disconnect();
    }).not.toThrow();
  }
});
