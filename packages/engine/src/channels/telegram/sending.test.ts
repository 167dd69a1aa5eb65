import { expect, onTestFinished, test } from "vitest";
import type { Outgoing } from "../../spine/port.ts";
import { createApi } from "./api.ts";
import { openTelegram } from "./peer.test.kit.ts";
import { send, wayOf } from "./sending.ts";

test.each<[Parameters<typeof wayOf>[0], string]>([
  [{ kind: "image", type: "image/png", bytes: 9 }, "photo"],
  [{ kind: "image", type: "image/gif", bytes: 9 }, "document"],
  [{ kind: "image", type: "image/png", bytes: 11 * 1024 ** 2 }, "document"],
  [{ kind: "audio", type: "audio/ogg", bytes: 9 }, "voice"],
  [{ kind: "audio", type: "audio/mpeg", bytes: 9 }, "audio"],
  [{ kind: "audio", type: "audio/wav", bytes: 9 }, "document"],
  [{ kind: "video", type: "video/mp4", bytes: 9 }, "video"],
  [{ kind: "video", type: "video/webm", bytes: 9 }, "document"],
  [{ kind: "document", type: "application/pdf", bytes: 9 }, "document"],
])("%j goes as a %s", (file, way) => {
  expect(wayOf(file)).toBe(way);
});

test("a picture that Telegram will not show as one goes as a document", async () => {
  const telegram = await openTelegram("1:token");
  onTestFinished(() => telegram.close());
  telegram.will("refuses pictures");
  const bytes = Buffer.from("a picture that is too long and thin");
  const file = {
    name: "long.png",
    kind: "image" as const,
    type: "image/png",
    bytes: bytes.length,
    // eslint-disable-next-line typescript/require-await
    async *read() {
      yield bytes;
    },
  };
  const nothing = { get: () => Promise.resolve(undefined), set: () => Promise.resolve(true) };
  const message = { to: "7", key: "a/1", attempts: 1, parts: [{ text: "long.png", file }] } as unknown as Outgoing;
  const api = createApi(
    { fetch: (url, init) => fetch(url, { ...init, duplex: "half" } as RequestInit) },
    telegram.api,
    "1:token",
  );
  const result = await send(api, { memory: nothing }, message, AbortSignal.timeout(60_000));
  expect(result.is).toBe("sent");
  expect(telegram.shown(7).map(({ file }) => file)).toEqual([{ way: "document", name: "long.png", bytes }]);
});
