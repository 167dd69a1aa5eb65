/** Something that somebody sees in their chat with the account. */
export interface Seen {
  to: string;
  /** The words, what a template says, or the number of a file. */
  text: string;
  menu?: { id: string; content: string }[];
  by: "reply" | "service" | "template";
  /** The platform had to ask again for it. */
  isAgain?: boolean;
  at: number;
}

export interface PeopleOptions {
  now: () => number;
  quota: number;
  window: number;
}

type Sent = Record<string, never> & { touser?: string; msgtype?: string };

interface Shape {
  content?: string;
  head_content?: string;
  media_id?: string;
  list?: Seen["menu"];
}

/** The people of an account: what they see, and whether they may be written to. */
export function createPeople({ now, quota, window }: PeopleOptions) {
  const seen: Seen[] = [];
  const known = new Map<string, { wrote: number; left: number; gone?: true }>();
  const unions = new Map<string, string>();
  const answeredIds = new Set<string>();
  const show = (one: Omit<Seen, "at">) => void seen.push({ ...one, at: Date.now() });

  function refusalOf(to: string, text: string): object | undefined {
    const person = known.get(to);
    if (!person) return { errcode: 40003, errmsg: "invalid openid" };
    if (person.gone) return { errcode: 43004, errmsg: "require subscribe" };
    if (now() - person.wrote > window) return { errcode: 45015, errmsg: "response out of time limit" };
    if (person.left <= 0) return { errcode: 45047, errmsg: "out of response count limit" };
    if (Buffer.byteLength(text) > 2_048) return { errcode: 45002, errmsg: "content size out of limit" };
    person.left -= 1;
    return undefined;
  }

  return {
    seen,
    sees: (to: string) => seen.filter((one) => one.to === to).map(({ text }) => text),

    wrote: (from: string) => void known.set(from, { wrote: now(), left: quota }),
    unsubscribes: (from: string) => void known.set(from, { wrote: now(), left: 0, gone: true }),

    /** They are called so in all accounts of the company. */
    isCalled: (from: string, unionid: string) => void unions.set(from, unionid),
    info(openid: string): object {
      const person = known.get(openid);
      if (!person) return { errcode: 40003, errmsg: "invalid openid" };
      // Of who does not follow the account, nothing is told.
      if (person.gone) return { subscribe: 0, openid };
      const unionid = unions.get(openid);
      return { subscribe: 1, openid, language: "zh_CN", ...(unionid && { unionid }) };
    },

    /** A customer-service message. */
    service(sent: Sent): object {
      const { touser: to = "", msgtype = "" } = sent;
      const { content, head_content, media_id, list } = sent[msgtype] as unknown as Shape;
      const text = [content, head_content, media_id].find(Boolean) ?? "";
      const refusal = refusalOf(to, text);
      if (refusal) return refusal;
      show({ to, text, by: "service", ...(list && { menu: list }) });
      return { errcode: 0, errmsg: "ok" };
    },

    template({ touser = "", data }: Sent): object {
      const [field] = Object.values<{ value: string }>(data ?? {});
      show({ to: touser, text: field?.value ?? "", by: "template" });
      return { errcode: 0, errmsg: "ok", msgid: 200_000_000 + seen.length };
    },

    /** The answer to a message: one message has one. */
    answered(id: string, fields: Record<string, string>, isAgain: boolean): void {
      const { ToUserName: to = "", Content, MediaId = "" } = fields;
      if (answeredIds.has(id)) return;
      answeredIds.add(id);
      show({ to, text: Content ?? MediaId, by: "reply", isAgain });
    },
  };
}
