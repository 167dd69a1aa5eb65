import { createHmac, randomUUID } from "node:crypto";

const secrets = { appSecret: "demo", token: "demo", verifyToken: "demo" };

/** What Meta's three channels have in common: signed calls. */
function writer({ hook, call }) {
  return async (told) => {
    const body = JSON.stringify(told);
    const signature = createHmac("sha256", secrets.appSecret).update(body).digest("hex");
    await call(hook, { method: "POST", headers: { "x-hub-signature-256": `sha256=${signature}` }, body });
  };
}

const optionsOf = ({ buttons, sections } = {}) => buttons?.map(({ reply }) => reply) ?? sections?.[0].rows ?? [];

/** As much of WhatsApp's Cloud API as a chat needs. */
export function whatsapp({ api, show, ...parts }) {
  const phoneNumberId = "106540352242922";
  const write = writer(parts);

  return {
    name: "WhatsApp",
    inbox: { channel: "whatsapp", settings: { api, phoneNumberId }, secrets },
    take(path, body) {
      if (!path.endsWith("/messages")) return { id: "demo" };
      const { text, interactive } = JSON.parse(body.toString());
      show(
        text?.body ?? interactive?.body.text ?? "📎",
        optionsOf(interactive?.action).map(({ id, title }) => ({ label: title, value: id })),
      );
      return { messages: [{ id: `wamid.${randomUUID()}` }] };
    },
    async write(text, value) {
      const from = "16505551234";
      const said = value
        ? { type: "interactive", interactive: { type: "button_reply", button_reply: { id: value, title: text } } }
        : { type: "text", text: { body: text } };
      const message = { from, id: `wamid.${randomUUID()}`, timestamp: String(Math.floor(Date.now() / 1_000)), ...said };
      const contacts = [{ wa_id: from, profile: { name: "Ann on WhatsApp" } }];
      const change = { metadata: { phone_number_id: phoneNumberId }, contacts, messages: [message] };
      const changes = [{ field: "messages", value: change }];
      await write({ object: "whatsapp_business_account", entry: [{ id: "1", changes }] });
    },
  };
}

/** As much of Messenger as a chat needs. */
export const messenger = page("messenger", "Messenger", "page");
/** As much of Instagram as a chat needs. */
export const instagram = page("instagram", "Instagram", "instagram");

function page(channel, name, object) {
  const accountId = "17840000000000";
  const make = ({ api, show, ...parts }) => {
    const write = writer(parts);
    return {
      name,
      inbox: { channel, settings: { api, accountId }, secrets },
      take(path, body, request) {
        if (!path.endsWith("/messages")) return { name };
        const isForm = request.headers["content-type"]?.startsWith("multipart/");
        const { text, quick_replies = [] } = isForm ? { text: "📎" } : JSON.parse(body.toString()).message;
        show(
          text,
          quick_replies.map(({ title: label, payload: value }) => ({ label, value })),
        );
        return { message_id: `m_${randomUUID()}` };
      },
      async write(text, value) {
        const message = { mid: `m_${randomUUID()}`, text, ...(value && { quick_reply: { payload: value } }) };
        const happened = { sender: { id: "4711" }, recipient: { id: accountId }, timestamp: Date.now(), message };
        await write({ object, entry: [{ id: accountId, messaging: [happened] }] });
      },
    };
  };
  // Where it is served is called like its channel.
  return Object.defineProperty(make, "name", { value: channel });
}
