import type { Router } from "express";
import type { Memory } from "../../spine/port.ts";
import type { Marks } from "./marks.ts";

export interface StoppingParts {
  memory: Memory;
  marks: Pick<Marks, "stopMark" | "readStopMark">;
}

/** Who wants no mails that continue chats. What is remembered is a number that only we can make of their address. */
export function createStopping({ memory, marks }: StoppingParts) {
  return {
    /** Takes it where a mark says so. Resolves to whether it does. */
    async take(mark: string): Promise<boolean> {
      const who = marks.readStopMark(mark);
      if (who === undefined) return false;
      if (!(await memory.get(nameOf(who)))) await memory.set(nameOf(who), "1", 0);
      return true;
    },
    isOne: (mark: string): boolean => marks.readStopMark(mark) !== undefined,
    async isStopped(address: string): Promise<boolean> {
      const who = marks.readStopMark(marks.stopMark(address));
      return who !== undefined && (await memory.get(nameOf(who))) !== undefined;
    },
  };
}
export type Stopping = ReturnType<typeof createStopping>;

const nameOf = (who: string) => `stop ${who}`;

/** The page behind the link of those mails. Programs that look at links stop nothing: it takes a press, or what mail programs send (RFC 8058). */
export function serveStopping(routes: Router, stopping: Pick<Stopping, "take" | "isOne">): void {
  routes
    .route("/stop/:mark")
    .get((request, response) => {
      const isOne = stopping.isOne(request.params.mark);
      response
        .status(isOne ? 200 : 404)
        .set(HEADERS)
        .send(pageOf(isOne ? ASK : UNKNOWN));
    })
    .post(async (request, response) => {
      const isOne = await stopping.take(request.params.mark);
      response
        .status(isOne ? 200 : 404)
        .set(HEADERS)
        .send(pageOf(isOne ? DONE : UNKNOWN));
    });
}

const HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy":
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
};
const ASK =
  '<p>Get no more mails about chats at this address?</p><p lang="zh">不再接收此类会话邮件？</p><form method="post"><button>Stop · 退订</button></form>';
const DONE = '<p>You get no more of these mails.</p><p lang="zh">已退订，您将不再收到此类邮件。</p>';
const UNKNOWN = '<p>This link is not valid.</p><p lang="zh">链接无效。</p>';

const pageOf = (body: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>E-mail</title><style>:root{color-scheme:light dark}body{font:1rem/1.5 sans-serif;max-width:30rem;margin:4rem auto;padding:0 1rem}button{font:inherit;padding:.5rem 1rem}</style><main>${body}</main></html>`;
