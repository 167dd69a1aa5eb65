import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect, test } from "vitest";
import type { Flow, Verb } from "./flow.ts";
import { toJambonz } from "./jambonz.ts";
import { toTwiml } from "./twiml.ts";

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

/** One call flow, as each kind of gateway reads it. */
const GOLDEN: [verb: Verb, twiml: string, jambonz: object[]][] = [
  [
    { do: "say", text: "Tom & Jerry <3 “你好”" },
    '<Say language="en-US">Tom &amp; Jerry &lt;3 “你好”</Say>',
    [{ verb: "say", text: "Tom & Jerry <3 “你好”", synthesizer: { vendor: "default", language: "en-US" } }],
  ],
  [
    { do: "play", url: "https://a.b/?c=1&d=2" },
    "<Play>https://a.b/?c=1&amp;d=2</Play>",
    [{ verb: "play", url: "https://a.b/?c=1&d=2" }],
  ],
  [{ do: "pause", seconds: 2 }, '<Pause length="2"/>', [{ verb: "pause", length: 2 }]],
  [
    { do: "gather", to: "https://a.b/turn?step=1&x", sounds: [{ do: "say", text: "Hi" }], seconds: 6, keys: 1 },
    '<Gather input="dtmf speech" action="https://a.b/turn?step=1&amp;x" method="POST" language="en-US" speechTimeout="auto" timeout="6" numDigits="1" finishOnKey="#" actionOnEmptyResult="true"><Say language="en-US">Hi</Say></Gather><Redirect method="POST">https://a.b/turn?step=1&amp;x</Redirect>',
    [
      {
        verb: "gather",
        actionHook: "https://a.b/turn?step=1&x",
        input: ["digits", "speech"],
        timeout: 6,
        recognizer: { vendor: "default", language: "en-US" },
        finishOnKey: "#",
        numDigits: 1,
        bargein: true,
        dtmfBargein: true,
        say: { text: "Hi", synthesizer: { vendor: "default", language: "en-US" } },
      },
    ],
  ],
  [
    { do: "dial", number: "+49301", to: "t", notice: "n", seconds: 20, callerId: "+49302", recorded: "r" },
    '<Dial action="t" method="POST" timeout="20" callerId="+49302" record="record-from-answer" recordingStatusCallback="r"><Number url="n" method="POST">+49301</Number></Dial>',
    [
      {
        verb: "dial",
        actionHook: "t",
        timeout: 20,
        callerId: "+49302",
        target: [{ type: "phone", number: "+49301", confirmHook: "n" }],
      },
    ],
  ],
  [
    { do: "record", to: "t", recorded: "r", written: "w", seconds: 120 },
    '<Record action="t" method="POST" maxLength="120" timeout="5" finishOnKey="#" playBeep="true" recordingStatusCallback="r" transcribeCallback="w"/>',
    [
      {
        verb: "gather",
        actionHook: "t",
        input: ["speech"],
        timeout: 5,
        recognizer: { vendor: "default", language: "en-US" },
      },
    ],
  ],
  [{ do: "redirect", to: "t" }, '<Redirect method="POST">t</Redirect>', [{ verb: "redirect", actionHook: "t" }]],
  [{ do: "hangUp" }, "<Hangup/>", [{ verb: "hangup" }]],
];

const flow = (...verbs: Verb[]): Flow => ({ language: "en", verbs });

test.each(GOLDEN)("%j is written for both kinds of gateways", (verb, twiml, jambonz) => {
  expect(toTwiml(flow(verb))).toBe(`${HEAD}<Response>${twiml}</Response>`);
  expect(toJambonz(flow(verb))).toEqual(jambonz);
});

test.each([
  "]]></Say><Hangup/>",
  '" onload="x',
  "<!DOCTYPE a [<!ENTITY b 'c'>]>&b;",
  "\u0000\u0008\uD800 end",
  "𠮷野家 👍",
  "&amp;lt;",
])("whatever is said stays words: %j", (text) => {
  const written = toTwiml(flow({ do: "say", text }));
  expect(XMLValidator.validate(written)).toBe(true);
  const parsed = new XMLParser({ trimValues: false, htmlEntities: true }).parse(written) as {
    Response: { Say: string };
  };
  // eslint-disable-next-line no-control-regex
  expect(parsed.Response.Say).toBe(text.replaceAll(/[\u0000-\u0008\uD800](?![\uDC00-\uDFFF])/g, " "));
});

test("Chinese is spoken and heard as Chinese, by the voice that is set", () => {
  const chinese: Flow = {
    language: "zh-CN",
    voice: "Polly.Zhiyu",
    verbs: [{ do: "gather", to: "t", sounds: [{ do: "say", text: "您好" }], seconds: 5 }],
  };
  expect(toTwiml(chinese)).toContain('language="cmn-Hans-CN"');
  expect(toTwiml(chinese)).toContain('<Say language="zh-CN" voice="Polly.Zhiyu">您好</Say>');
  expect(toJambonz(chinese)).toMatchObject([
    {
      recognizer: { language: "zh-CN" },
      say: { text: "您好", synthesizer: { language: "zh-CN", voice: "Polly.Zhiyu" } },
    },
  ]);
});

test("of several sounds jambonz plays the last one while it listens, and a pause before that", () => {
  const gather: Verb = {
    do: "gather",
    to: "t",
    seconds: 5,
    sounds: [
      { do: "say", text: "a" },
      { do: "play", url: "b" },
    ],
  };
  expect(toJambonz(flow(gather))).toMatchObject([
    { verb: "say", text: "a" },
    { verb: "gather", play: { url: "b" } },
  ]);
  const paused: Verb = { ...gather, sounds: [{ do: "pause", seconds: 3 }] };
  expect(toJambonz(flow(paused))).toMatchObject([{ verb: "pause" }, { verb: "gather" }]);
});
