import { createHmac } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Mood, Peer, SeenThread, Way } from "../peer.test.kit.ts";

const APP = { key: "dingabc", secret: "a secret of the app" };
const GROUP = "cidGroup==";

type Body = Record<string, unknown>;

const REFUSALS: Partial<Record<Mood, string>> = {
  fails: "ServiceUnavailable",
  "asks to wait": "Forbidden.AccessDenied.QpsLimitForApi",
};

/** What a message says, as people see it. */
function saidIn(body: Body): string {
  const { content, text } = JSON.parse(String(body["msgParam"])) as { content?: string; text?: string };
  return content ?? (text ?? "").replaceAll(/\\([\\`*_[\]()!<>])/g, "$1");
}

/** A robot of 钉钉, as far as its documents say: it knows no repeats, and hears what calls it by name. */
export async function openDingtalk() {
  const group: { text: string; isRoot: boolean }[] = [];
  const single: { to: string; text: string }[] = [];
  let address = "";
  let moodOf: (text: string) => Mood = () => "well";
  let tokens = 0;
  let numbers = 0;

  function take(path: string, body: Body): void {
    if (path.endsWith("groupMessages/send"))
      group.push({ text: saidIn(body), isRoot: body["msgKey"] === "sampleMarkdown" });
    else for (const to of body["userIds"] as string[]) single.push({ to, text: saidIn(body) });
  }

  function answer(path: string, token: unknown, body: Body, response: ServerResponse): void {
    const reply = (answered: object, status = 200) =>
      void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answered));
    if (path === "/v1.0/oauth2/accessToken") {
      if (body["appSecret"] !== APP.secret) return reply({ code: "invalidClientIdOrSecret", message: "invalid" }, 400);
      tokens += 1;
      return reply({ accessToken: `t${tokens}`, expireIn: 7_200 });
    }
    if (token !== `t${tokens}`) return reply({ code: "InvalidAuthentication", message: "expired" }, 401);
    const mood = path.endsWith("groupMessages/send") ? moodOf(saidIn(body)) : "well";
    const refusal = REFUSALS[mood];
    if (refusal) return reply({ code: refusal, message: "not now" }, 503);
    if (mood === "is gone") return void response.socket?.destroy();
    take(path, body);
    if (mood === "loses the answer") response.socket?.destroy();
    else reply({ processQueryKey: "key" });
  }

  const server = createServer((request, response) => {
    void request.toArray().then(
      (pieces) => {
        const body = JSON.parse(Buffer.concat(pieces as Buffer[]).toString() || "{}") as Body;
        answer(request.url ?? "", request.headers["x-acs-dingtalk-access-token"], body, response);
      },
      () => {},
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  function stamped(at = Date.now(), secret = APP.secret): Record<string, string> {
    const timestamp = String(at);
    return { timestamp, sign: createHmac("sha256", secret).update(`${timestamp}\n${secret}`).digest("base64") };
  }
  const call = (body: string, headers = stamped()) =>
    fetch(address, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });

  async function deliver(message: object, way: Way = "once"): Promise<void> {
    for (let left = way === "once" ? 1 : 3; left > 0;) {
      const { status } = await call(JSON.stringify(message));
      if (status === 200) left -= 1;
      else if (status !== 503) throw new Error(`The engine answered ${status}.`);
    }
  }

  const written = (by: string, content: string, conversationType: "1" | "2" = "2") => ({
    msgId: `msg${(numbers += 1)}`,
    msgtype: "text",
    text: { content: ` ${content} ` },
    conversationId: GROUP,
    conversationType,
    senderStaffId: by,
    robotCode: APP.key,
  });

  const peer: Peer = {
    settings: { api: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, appKey: APP.key, room: GROUP },
    secrets: { appSecret: APP.secret },
    calls: (url) => void (address = url),
    threads: () =>
      group
        .filter(({ isRoot }) => isRoot)
        .map(({ text }): SeenThread => {
          const root = /#\d+/.exec(text)?.[0] ?? "";
          const lines = group.filter((one) => !one.isRoot && one.text.startsWith(`${root} `));
          const buttons = [...text.matchAll(/sendMessage\?content=%23\d+%20(\w+)/g)].map(([, what = ""]) => what);
          return { root, text, buttons, lines: lines.map((one) => one.text.slice(root.length + 1)) };
        }),
    write: (by, root, text, way) => deliver(written(by, `${root} ${text}`), way),
    async writeMany(by, root, texts, handed) {
      const all = texts.map((text) => written(by, `${root} ${text}`));
      for (const { index, way } of handed) await deliver(all[index] ?? {}, way);
    },
    press: (by, root, what) => deliver(written(by, `${root} ${what}`)),
    pressElsewhere: (by, root) => deliver({ ...written(by, `${root} take`), robotCode: "another" }),
    move: () => ({ ...peer.settings, appKey: "another" }),
    ask: (by, text) => deliver(written(by, text, "1")),
    told: (by) => single.filter(({ to }) => to === by).map(({ text }) => text),
    onPost: (mood) => void (moodOf = mood),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return { ...peer, call, stamped };
}
