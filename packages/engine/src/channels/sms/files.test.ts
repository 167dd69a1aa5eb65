import { expect, test } from "vitest";
import { createApi, GatewayError, resultOf } from "./api.ts";

const TWILIO = "https://api.twilio.com";
const OTHER = "https://shop.signalwire.com/api/laml";

/** Where a file was asked for, and whether the token was shown there. */
async function askedFor(api: string, ref: string, moved?: string): Promise<[string, boolean][]> {
  const asked: [string, boolean][] = [];
  const { file } = createApi(
    {
      fetch: (url, { headers } = {}) => {
        asked.push([String(url), new Headers(headers).has("authorization")]);
        const leads = moved !== undefined && asked.length === 1;
        return Promise.resolve(
          leads ? new Response(undefined, { status: 307, headers: { location: moved } }) : new Response("bytes"),
        );
      },
    },
    { api, sid: "AC1", token: "secret" },
  );
  await file(ref, AbortSignal.timeout(20_000));
  return asked;
}

test.each<[string, string, string, [string, boolean][]]>([
  ["Twilio sees its token", TWILIO, `${TWILIO}/Media/1`, [[`${TWILIO}/Media/1`, true]]],
  [
    "so does another place of its own",
    TWILIO,
    "https://api.de1.twilio.com/1",
    [["https://api.de1.twilio.com/1", true]],
  ],
  [
    "where its files lie it is not shown",
    TWILIO,
    "https://mms.twiliocdn.com/1",
    [["https://mms.twiliocdn.com/1", false]],
  ],
  ["nor to Twilio where it is another gateway's", OTHER, `${TWILIO}/1`, [[`${TWILIO}/1`, false]]],
  ["who is like Twilio is not asked", TWILIO, "https://faketwilio.com/1", []],
  ["nor the gateway without encryption", OTHER, "http://shop.signalwire.com/1", []],
  ["nor at another port", OTHER, "https://shop.signalwire.com:8443/1", []],
])("%s", async (_, api, ref, asked) => {
  expect(await askedFor(api, ref)).toEqual(asked);
});

test("a picture is fetched where Twilio says that it lies, and the token is not shown there", async () => {
  expect(await askedFor(TWILIO, `${TWILIO}/Media/1`, "https://s3.example.com/1?signed")).toEqual([
    [`${TWILIO}/Media/1`, true],
    ["https://s3.example.com/1?signed", false],
  ]);
});

test("a queue that is full is tried again later", () => {
  expect(resultOf(new GatewayError(400, { code: 21_611, message: "Queue is full" }), 0)).toEqual({
    is: "later",
    reason: "Queue is full (21611)",
  });
});
