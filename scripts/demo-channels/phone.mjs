import { createHmac } from "node:crypto";

/** As much of a gateway that speaks TwiML as a call needs: what is typed was said, and what is shown is heard. */
export function phone({ hook, show, call }) {
  const secret = "a-token-of-nobody-but-this-machine-alone";
  const who = { From: "+49301234567", To: "+4930999", CallStatus: "in-progress" };
  let line;

  const heard = (twiml) =>
    [...twiml.matchAll(/<Say[^>]*>([^<]*)<\/Say>|<Play>[^<]*<\/Play>/g)].map(([, words]) => words ?? "♪");

  async function ask(url, fields) {
    const all = { ...line.who, ...fields };
    const names = Object.keys(all).sort();
    const data = url + names.map((name) => name + all[name]).join("");
    const signature = createHmac("sha1", secret).update(data).digest("base64");
    const headers = { "content-type": "application/x-www-form-urlencoded", "x-twilio-signature": signature };
    const answer = await call(url, { method: "POST", headers, body: new URLSearchParams(all) });
    return (await answer.text()).replaceAll("&amp;", "&");
  }

  /** Goes on until it is asked for words; a caller who is on hold is asked every few seconds. */
  async function goOn(twiml) {
    for (const words of heard(twiml)) show(words);
    const [, next] = /<(?:Gather|Record)[^>]* action="([^"]*)"/.exec(twiml) ?? [];
    if (/<Hangup\/>/.test(twiml)) return void (line = undefined);
    if (next) return listen(next, /timeout="([1-3])"/.test(twiml));
    const [, to] = /<Redirect[^>]*>([^<]*)<\/Redirect>/.exec(twiml) ?? [];
    if (to) await goOn(await ask(to, {}));
  }

  function listen(next, isOnHold) {
    clearTimeout(line.timer);
    line.next = next;
    if (isOnHold) line.timer = setTimeout(() => void ask(next, {}).then(goOn, () => {}), 5_000).unref();
  }

  return {
    name: "Telephone",
    inbox: { channel: "phone", settings: { gateway: "twilio" }, secrets: { secret } },
    take: () => ({}),
    async write(text) {
      if (!line) {
        line = { who: { ...who, CallSid: `CA${Date.now()}` } };
        await goOn(await ask(hook, {}));
      }
      clearTimeout(line.timer);
      const fields = /^\d+$/.test(text) ? { Digits: text } : { SpeechResult: text, Confidence: "0.9" };
      await goOn(await ask(line.next, fields));
    },
  };
}
