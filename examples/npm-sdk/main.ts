// The widget from npm: with our looks (mount), or headless, for looks of your own (createChat).
import { createChat, mount } from "@parley/widget";

const engine = "http://localhost:8080";

export const widget = mount({ engine, locale: "en", theme: "auto", color: "#0b57d0" });
widget.on("message", ({ text }) => console.log("new message:", text));

const chat = createChat({ engine, locale: "en" });
chat.messages.subscribe((messages) => {
  const list = document.querySelector("#log");
  list?.replaceChildren(
    ...messages.map(({ text }) => Object.assign(document.createElement("li"), { textContent: text })),
  );
});
document.querySelector("#ask")?.addEventListener("click", () => {
  chat.connect();
  chat.send("Where is my order?");
});
