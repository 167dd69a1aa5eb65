/** Kinds of entities that we find ourselves, by the names that others have for them. */
const SLOTS: Record<string, string> = {
  order_id: "order_id order_number order_no orderid ordernumber order",
  email: "email e_mail mail emailaddress",
  phone: "phone phone_number phonenumber mobile tel",
  date: "date day datetime sys_date sys_date_time",
  amount: "amount amount_of_money amountofmoney price unit_currency",
  product: "product item",
};
const OURS = new Map(Object.entries(SLOTS).flatMap(([slot, names]) => names.split(" ").map((name) => [name, slot])));

/** An example as a visitor would say it: `[Berlin](city)` and `[Berlin]{"entity": "city"}` are Berlin. */
export function withoutMarks(text: string): string {
  return text
    .replace(/\[([^\][]*)\](?:\([^()]*\)|\{[^{}]*\})/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * An answer with our placeholders: `{order_id}`, `$order`, `{{ name }}` are filled from the question where we know such a thing, and are
 * nothing where we do not.
 */
export function withSlots(text: string, pattern: RegExp): string {
  const filled = text.replace(pattern, (_, name: string) => {
    const slot = OURS.get(name.toLowerCase().replace(/[^a-z]+/g, "_"));
    return slot ? `{{${slot}}}` : "";
  });
  return filled === text
    ? text
    : filled
        .replace(/ {2,}/g, " ")
        .replace(/[ ,，]+([.!?。！？])/g, "$1")
        .replace(/ +([,;:，；：])/g, "$1")
        .trim();
}
