import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Fields } from "./signing.test.kit.ts";
import { type Spoken, verbsOf } from "./verbs.test.kit.ts";

/** What becomes of a call to a telephone: somebody takes it, a machine does (which some gateways tell as taken), or nobody. */
export type Telephone = "takes" | "machine" | "machine, taken" | "busy";

/** What lines of an exchange share. */
export interface Office {
  isJson: boolean;
  /** Milliseconds that a second of silence takes here. */
  second: number;
  post(url: string, fields: Fields): Promise<string>;
  telephones: Map<string, Telephone>;
  rung: { number: string; heard: string[] }[];
}

export interface Caller {
  address: string;
  from: string;
  /** Thinks before they speak, for as long as it takes. */
  patient: boolean;
  /** Their house vouches for the number. */
  vouched?: boolean;
}

/** Seconds in which somebody is to begin to speak who was asked something. */
const ASKED = 6;

/** A call: it does what the answers of webhooks tell, until somebody hangs up. */
export class Line {
  readonly id = `CA${randomUUID().replaceAll("-", "")}`;
  /** What the caller heard, and when. */
  readonly heard: (Pick<Spoken, "do" | "text" | "language"> & { at: number })[] = [];
  readonly posted: { url: string; fields: Fields }[] = [];
  /** Resolves when the call is over. */
  readonly over: Promise<void>;
  private readonly began = Date.now();
  private readonly inputs: Fields[] = [];
  private came = () => {};
  private isOver = false;
  private count = 0;
  private message: Fields = {};
  private ended: Promise<void> | undefined;

  private readonly office: Office;
  private readonly caller: Caller;

  constructor(office: Office, caller: Caller) {
    this.office = office;
    this.caller = caller;
    this.over = this.run();
  }

  /** The words that the caller heard. */
  words = (): string[] => this.heard.flatMap((one) => (one.do === "say" ? [one.text] : []));

  /** How many webhooks were answered. */
  answered = (): number => this.count;

  says(words: string, sure = 0.9): void {
    this.does({ SpeechResult: words, Confidence: String(sure) });
  }

  presses(keys: string): void {
    this.does({ Digits: keys });
  }

  /** Leaves this where a message is recorded. */
  leaves(url: string, written = ""): void {
    this.message = { RecordingSid: `RE${this.id}`, RecordingUrl: url, RecordingDuration: "7" };
    if (written) this.message = { ...this.message, TranscriptionText: written };
  }

  /** Calls a webhook once more, though it was answered. Resolves to what it is answered now. */
  async repeats(index: number): Promise<string> {
    const { url, fields } = this.posted.at(index) ?? { url: this.caller.address, fields: {} };
    return await this.office.post(url, fields);
  }

  async hangUp(): Promise<void> {
    const ended = this.finish();
    this.came();
    await ended;
    await this.over;
  }

  private does(input: Fields): void {
    this.inputs.push(input);
    this.came();
  }

  private fields(status: string): Fields {
    const { from } = this.caller;
    return {
      CallSid: this.id,
      AccountSid: "AC1",
      From: from,
      To: "+4930999",
      CallStatus: status,
      Direction: "inbound",
    };
  }

  private async ask(url: string, more: Fields = {}): Promise<Spoken[]> {
    if (this.isOver) return [];
    // Said when the call begins, and not again.
    const stir = this.count === 0 && this.caller.vouched ? { StirVerstat: "TN-Validation-Passed-A" } : {};
    const fields = { ...this.fields(this.count === 0 ? "ringing" : "in-progress"), ...stir, ...more };
    this.posted.push({ url, fields });
    const answer = await this.office.post(url, fields);
    this.count += 1;
    return verbsOf(answer, this.office.isJson);
  }

  private finish(): Promise<void> {
    this.isOver = true;
    const CallDuration = String(Math.round((Date.now() - this.began) / 1_000));
    this.ended ??= this.office
      .post(`${this.caller.address}status`, { ...this.fields("completed"), CallDuration })
      .then(() => {});
    return this.ended;
  }

  private async run(): Promise<void> {
    let verbs = await this.ask(this.caller.address);
    for (let [verb, ...rest] = verbs; verb && !this.isOver; [verb, ...rest] = verbs)
      verbs = (await this.perform(verb)) ?? rest;
    await this.finish();
  }

  /** Does what it is told. Resolves to what it is told then, or nothing where it goes on. */
  private async perform(verb: Spoken): Promise<Spoken[] | undefined> {
    if (verb.do === "gather") return await this.gather(verb);
    if (verb.do === "dial") return await this.dial(verb);
    if (verb.do === "redirect") return await this.ask(verb.to);
    if (verb.do === "hangUp") return [];
    this.heard.push({ ...verb, at: Date.now() });
    if (verb.do === "record") return await this.record(verb);
    if (verb.do === "pause") await wait(verb.seconds * this.office.second);
    return undefined;
  }

  /** Who says nothing and presses nothing: the action is called all the same, as it was asked to be. */
  private async gather({ sounds, seconds, to }: Spoken): Promise<Spoken[]> {
    for (const sound of sounds) this.heard.push({ ...sound, at: Date.now() });
    if (this.inputs.length === 0 && !this.isOver) {
      const soon = new Promise<void>((resolve) => (this.came = resolve));
      const isPatient = this.caller.patient && seconds === ASKED;
      await (isPatient ? soon : Promise.race([soon, wait(seconds * this.office.second)]));
    }
    return await this.ask(to, this.inputs.shift());
  }

  private async record({ to, recorded }: Spoken): Promise<Spoken[]> {
    const { TranscriptionText, ...kept } = this.message;
    void this.office.post(recorded, { ...this.fields("in-progress"), ...kept });
    const next = await this.ask(to, kept);
    if (TranscriptionText) {
      const told = { ...this.fields("completed"), ...kept, TranscriptionText };
      await this.office.post(recorded.replace("/recording?", "/written?"), told);
    }
    return next;
  }

  private async dial(verb: Spoken): Promise<Spoken[]> {
    const came = await this.ring(verb);
    // What was recorded is told some time behind the call.
    if (verb.recorded) await this.office.post(verb.recorded, { ...this.fields("completed"), ...this.message });
    return await this.ask(verb.to, came);
  }

  private async ring({ number, notice }: Spoken): Promise<Fields> {
    const { post, isJson, telephones, rung } = this.office;
    const does = telephones.get(number) ?? "busy";
    const heard: string[] = [];
    rung.push({ number, heard });
    if (does === "busy") return { DialCallStatus: "busy" };
    const agent = { ...this.fields("in-progress"), CallSid: `CA${randomUUID()}`, From: "+4930999", To: number };
    const [gather] = verbsOf(await post(notice, agent), isJson);
    heard.push(...(gather?.sounds ?? []).map(({ text }) => text));
    const keys: Fields = does === "takes" ? { Digits: "1" } : {};
    const next = verbsOf(await post(gather?.to ?? notice, { ...agent, ...keys }), isJson);
    return dialedOf(does, next.length === 0);
  }
}

function dialedOf(does: Telephone, isConnected: boolean): Fields {
  const isTaken = isConnected || does === "machine, taken";
  return isTaken ? { DialCallStatus: "completed", DialCallDuration: "65" } : { DialCallStatus: "no-answer" };
}
