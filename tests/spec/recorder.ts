import { PROTOCOL_VERSION, type Reply, type WireError } from "@parley/protocol";
import { io, type Socket } from "socket.io-client";
import { expect, onTestFinished } from "vitest";

/** One thing that was said over a socket. */
export interface Frame {
  who: string;
  namespace: "/visitor" | "/agent";
  kind: "connect" | "request" | "answer" | "push" | "refused" | "disconnect";
  event: string;
  body: unknown;
}

/** What sockets say, in the order in which it happened at this end. */
export function createRecorder(url: string) {
  const frames: Frame[] = [];

  /** A client that knows nothing but SPEC. */
  async function connect(
    who: string,
    namespace: Frame["namespace"],
    options: { token?: string; cookie?: string } = {},
  ) {
    const { token, cookie } = options;
    const auth = { protocol: PROTOCOL_VERSION, ...(token && { token }) };
    const note = (kind: Frame["kind"], event: string, body: unknown) =>
      void frames.push({ who, namespace, kind, event, body });
    const socket: Socket = io(`${url}${namespace}`, {
      auth,
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
      ...(cookie && { extraHeaders: { cookie, origin: url } }),
    });
    onTestFinished(() => void socket.disconnect());
    note("connect", namespace, auth);
    socket.onAny((event: string, body: unknown) => note("push", event, body));
    const refusal = await new Promise<WireError | undefined>((resolve) => {
      socket.once("connect", () => resolve(undefined));
      socket.once("connect_error", (error) => resolve((error as Error & { data?: WireError }).data));
    });
    if (refusal) note("refused", namespace, refusal);

    return {
      socket,
      async ask<T>(event: string, input: unknown): Promise<T> {
        note("request", event, input);
        const reply = (await socket.timeout(60_000).emitWithAck(event, input)) as Reply<T>;
        note("answer", event, reply);
        return (reply.ok ? reply.value : undefined) as T;
      },
      /** Waits until a push that fits has come. */
      async sees(event: string, fits: (body: never) => boolean = () => true): Promise<void> {
        const seen = () =>
          frames.some(
            (frame) => frame.who === who && frame.kind === "push" && frame.event === event && fits(frame.body as never),
          );
        await expect.poll(seen).toBe(true);
      },
      leave() {
        note("disconnect", namespace, undefined);
        socket.disconnect();
      },
    };
  }
  return { frames, connect };
}
