import type { Shows } from "../../spine/render.ts";

/** What the platform shows: fewer than 300 characters, and no buttons. */
export const can: Shows = { text: { most: 299, in: "units" } };

const dataOf = (text: string) => JSON.stringify({ text });

/** As a message of the account: a form. */
export const asForm = (token: string, to: string, text: string): URLSearchParams =>
  new URLSearchParams({ access_token: token, receiver_id: to, type: "text", data: dataOf(text) });

/** As the answer to the call that brought somebody's words: JSON in JSON, written as in an address. */
export const asReply = (from: string, account: string, text: string): object => ({
  result: true,
  sender_id: account,
  receiver_id: from,
  type: "text",
  data: encodeURIComponent(dataOf(text)),
});
