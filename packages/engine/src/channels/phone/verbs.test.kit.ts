import { XMLParser, XMLValidator } from "fast-xml-parser";

/** A sound that somebody hears. */
export interface Sounded {
  do: "say" | "play" | "pause";
  text: string;
  seconds: number;
  language: string;
}

/** What a gateway was told to do, read by the test's own means. */
export interface Spoken {
  do: string;
  text: string;
  to: string;
  seconds: number;
  number: string;
  notice: string;
  recorded: string;
  language: string;
  sounds: Sounded[];
}

const NOTHING: Spoken = {
  do: "",
  text: "",
  to: "",
  seconds: 0,
  number: "",
  notice: "",
  recorded: "",
  language: "",
  sounds: [],
};

/** What an answer tells a gateway to do. Throws where no gateway could read it. */
export function verbsOf(answer: string, isJson: boolean): Spoken[] {
  if (isJson) return (JSON.parse(answer || "[]") as Json[]).map(fromJambonz);
  if (answer === "") return [];
  if (XMLValidator.validate(answer) !== true) throw new Error(`This is no XML: ${answer}`);
  const [response] = parser.parse(answer) as { Response?: Node[] }[];
  return (response?.Response ?? []).map(fromTwiml);
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  ignoreDeclaration: true,
  attributeNamePrefix: "",
  parseTagValue: false,
  trimValues: false,
});

type Node = Record<string, Node[] | Record<string, string> | string>;

function fromTwiml(node: Node): Spoken {
  const name = Object.keys(node).find((key) => key !== ":@") ?? "";
  const inside = node[name] as Node[];
  const attributes = (node[":@"] ?? {}) as Record<string, string>;
  const text = inside.map((part) => (typeof part["#text"] === "string" ? part["#text"] : "")).join("");
  const plain = unescaped(text);
  const base = { ...NOTHING, language: attributes["language"] ?? "", text: plain };
  switch (name) {
    case "Say":
      return { ...base, do: "say" };
    case "Play":
      return { ...base, do: "play" };
    case "Pause":
      return { ...base, do: "pause", seconds: Number(attributes["length"]) };
    case "Gather": {
      const sounds = inside.map((part) => fromTwiml(part) as Sounded);
      return { ...base, do: "gather", to: to(attributes["action"]), seconds: Number(attributes["timeout"]), sounds };
    }
    case "Dial": {
      const [number] = inside.map(fromTwiml);
      return {
        ...base,
        do: "dial",
        to: to(attributes["action"]),
        recorded: to(attributes["recordingStatusCallback"]),
        number: number?.text ?? "",
        notice: number?.notice ?? "",
      };
    }
    case "Number":
      return { ...base, do: "number", notice: to(attributes["url"]) };
    case "Record":
      return {
        ...base,
        do: "record",
        to: to(attributes["action"]),
        recorded: to(attributes["recordingStatusCallback"]),
      };
    case "Redirect":
      return { ...base, do: "redirect", to: plain };
    case "Hangup":
      return { ...base, do: "hangUp" };
    default:
      throw new Error(`No gateway knows ${name}.`);
  }
}

const to = (address = "") => unescaped(address);
const unescaped = (text: string) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

interface Json {
  verb: string;
  text?: string;
  url?: string;
  length?: number;
  actionHook?: string;
  timeout?: number;
  say?: { text: string; synthesizer: { language: string } };
  play?: { url: string };
  synthesizer?: { language: string };
  target?: [{ number: string; confirmHook: string }];
}

const NOBODY: NonNullable<Json["target"]> = [{ number: "", confirmHook: "" }];
/** Verbs of jambonz that are used. */
const VERBS = ["hangup", "say", "play", "pause", "redirect", "gather", "dial"];

function fromJambonz(json: Json): Spoken {
  const { verb, actionHook: to = "", text, url = "", timeout, length = 0, target = NOBODY } = json;
  if (!VERBS.includes(verb)) throw new Error(`jambonz does not know ${verb}.`);
  const [{ number, confirmHook: notice }] = target;
  return {
    ...NOTHING,
    do: verb.replace("hangup", "hangUp"),
    to,
    text: text ?? url,
    seconds: timeout ?? length,
    language: languageOf(json),
    number,
    notice,
    sounds: soundsOf(json),
  };
}

const languageOf = ({ synthesizer, say }: Json) => (synthesizer ?? say?.synthesizer)?.language ?? "";

function soundsOf(json: Json): Sounded[] {
  const base = { seconds: 0, language: languageOf(json) };
  if (json.say) return [{ ...base, do: "say", text: json.say.text }];
  return json.play ? [{ ...base, do: "play", text: json.play.url }] : [];
}
