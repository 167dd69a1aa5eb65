/** As much of Telegram's Bot API as a chat of two needs. */
export function telegram({ api, show, call }) {
  const token = "1:a-bot-of-nobody-but-this-machine-alone";
  const who = { id: 4711, is_bot: false, first_name: "Ann", last_name: "on Telegram", language_code: "en" };
  const chat = { id: who.id, type: "private" };
  const now = () => Math.floor(Date.now() / 1_000);
  let number = now();
  let hook;
  let seen;

  const calls = {
    getMe: () => ({ id: 1, is_bot: true, first_name: "Demo", username: "demo_bot" }),
    setWebhook: (asked) => Boolean((hook = asked)),
    sendMessage({ text, reply_markup }) {
      seen = reply_markup;
      const buttons = reply_markup?.inline_keyboard.flat() ?? [];
      show(
        text,
        buttons.map(({ text: label, callback_data: value }) => ({ label, value })),
      );
      return { message_id: ++number };
    },
    sendFile() {
      show("📎");
      return { message_id: ++number };
    },
  };

  return {
    name: "Telegram",
    inbox: { channel: "telegram", settings: { api, updates: "webhook" }, secrets: { token } },
    take(path, body, request) {
      const method = path.split("/").at(-1);
      const isForm = request.headers["content-type"]?.startsWith("multipart/");
      const done = isForm ? calls.sendFile() : (calls[method]?.(JSON.parse(body.toString() || "{}")) ?? true);
      return { ok: true, result: done };
    },
    async write(text, value) {
      const message = { message_id: ++number, date: now(), chat };
      const what = value
        ? {
            callback_query: { id: String(number), from: who, message: { ...message, reply_markup: seen }, data: value },
          }
        : { message: { ...message, from: who, text } };
      await call(hook.url, {
        method: "POST",
        headers: { "x-telegram-bot-api-secret-token": hook.secret_token },
        body: JSON.stringify({ update_id: ++number, ...what }),
      });
    },
  };
}
