/** Why bytes are no text, and where: the line of the damage, the encoding that it seems to be. */
export interface DecodeProblem {
  code: "empty" | "encoding" | "damagedBytes" | "binary";
  line?: number | undefined;
  detail?: string | undefined;
}

/** Bytes that are no text, or in an encoding that is not known here. */
export class Undecodable extends Error {
  readonly problem: DecodeProblem;

  constructor(code: DecodeProblem["code"], about: Omit<DecodeProblem, "code"> = {}) {
    super(code);
    this.problem = { code, ...about };
  }
}

/** Text, and what it was written in. */
export interface Decoded {
  text: string;
  encoding: string;
}

/** Characters that every other sentence has; in another encoding's text they do not come up by chance. */
const FREQUENT = new Set(
  "的一是不了在人有我他这個们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运怎请您谢订单退款货快递物流支付发票客服优惠券账号密码登录收到怎样如何哪里什么时候多少需要可以不能没有吗呢吧啊，。？！：；、（）“”" +
    "這們來為國說時會對過發後裡種樣經動開從實無與長機關點業將兩間問當見產體頭變應還進給處該電氣題認條結報務統區讓識導爭運請謝訂單貨遞發票優惠帳號碼錄麼嗎沒總數據車馬書張東門員聲論義幾別聽達難權設術領確傳師觀遠買賣錢價費",
);

/** Punctuation and letters of Western Europe that English texts in Windows-1252 have beside ASCII. */
const WESTERN =
  /[\u2018\u2019\u201C\u201D\u2013\u2014\u2026\u2022\u20AC\u2122\u00A0\u00A3\u00A9\u00AB\u00AE\u00B0\u00B7\u00BB\u00BD\u00C0-\u00FF]/u;
const HAN = /[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]/u;
/** How much of what is no ASCII must be plausible, at least. */
const PLAUSIBLE = 0.3;

/**
 * The text of a file: by its byte order mark, else UTF-8 if it is that throughout, else UTF-16, GB18030, Big5 or Windows-1252,
 * whichever reads most plausibly. Throws `Undecodable` for what is no text, or in none of these.
 */
export function decode(bytes: Uint8Array): Decoded {
  const text = decodeAny(bytes);
  return { ...text, text: text.text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n") };
}

function decodeAny(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) throw new Undecodable("empty");
  const marked = byMark(bytes) ?? byZeros(bytes);
  if (marked) return { text: strictly(bytes, marked) ?? fail("damagedBytes", marked), encoding: marked.toUpperCase() };
  if (bytes.includes(0)) throw new Undecodable("binary");
  const utf8 = strictly(bytes, "utf-8");
  if (utf8 !== undefined) return { text: held(utf8), encoding: "UTF-8" };
  const [best] = [...chinese(bytes, "gb18030"), ...chinese(bytes, "big5"), ...western(bytes)].sort(
    (one, other) => other.plausible - one.plausible,
  );
  const damaged = almostUtf8(bytes);
  if (damaged !== undefined) throw new Undecodable("damagedBytes", { line: damaged, detail: "UTF-8" });
  if (!best || best.plausible < PLAUSIBLE) throw new Undecodable("encoding");
  return { text: held(best.text), encoding: best.encoding };
}

function byMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

/** UTF-16 without a mark: half of each ASCII sign is a zero, which no other text has. */
function byZeros(bytes: Uint8Array): string | undefined {
  if (bytes.length % 2 !== 0 || !bytes.includes(0)) return undefined;
  const [best] = ["utf-16le", "utf-16be"]
    .map((encoding) => {
      const text = strictly(bytes, encoding)?.slice(0, 10_000) ?? "";
      const usual = Array.from(text).filter((sign) => /[\n\r\t\u0020-\u007E]/.test(sign) || FREQUENT.has(sign)).length;
      return { encoding, share: CONTROL.test(text) ? 0 : usual / Math.max(1, text.length) };
    })
    .sort((one, other) => other.share - one.share);
  return best && best.share > 0.4 ? best.encoding : undefined;
}

/** What text never has. */
const CONTROL = /(?![\s\u0080-\u009F])\p{Cc}/u;

function held(text: string): string {
  return CONTROL.test(text) ? fail("binary") : text;
}

function fail(code: "binary" | "damagedBytes", detail?: string): never {
  throw new Undecodable(code, { detail: detail?.toUpperCase() });
}

function strictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

interface Judged extends Decoded {
  /** The share of what is no ASCII that texts in this encoding have, from 0 to 1. */
  plausible: number;
}

function foreignIn(text: string): string[] {
  return Array.from(text.replace(/\p{ASCII}+/gu, "")).slice(0, 20_000);
}

function chinese(bytes: Uint8Array, encoding: "gb18030" | "big5"): Judged[] {
  const text = strictly(bytes, encoding);
  if (text === undefined) return [];
  const foreign = foreignIn(text);
  const frequent = foreign.filter((letter) => FREQUENT.has(letter)).length;
  const fitting = foreign.filter((letter) => HAN.test(letter)).length;
  // An umlaut and the letter after it read as one Chinese character, alone among Latin letters.
  const alone = text.match(/[a-z]\P{ASCII}(?=[a-z])/gu)?.length ?? 0;
  const plausible = (frequent + 0.4 * (fitting - frequent) - alone) / foreign.length;
  return [{ text, encoding: encoding === "big5" ? "Big5" : "GB18030", plausible }];
}

/** What Windows-1252 has where ISO 8859-1 has controls; Node 20 reads one as the other. */
const WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

/** Windows-1252 gives every byte a meaning: only signs that stand alone among Latin letters count. */
function western(bytes: Uint8Array): Judged[] {
  const text = Buffer.from(bytes)
    .toString("latin1")
    .replace(/[\u0080-\u009F]/g, (sign) => WINDOWS[sign.charCodeAt(0) - 0x80] ?? sign);
  const foreign = foreignIn(text);
  const fitting = foreign.filter((letter) => WESTERN.test(letter)).length;
  const alone = text.match(/(?<!\P{ASCII})\P{ASCII}(?!\P{ASCII})/gu)?.length ?? 0;
  return [{ text, encoding: "Windows-1252", plausible: 0.9 * (Math.min(fitting, alone) / foreign.length) }];
}

/** The line with the first damage of a text that is UTF-8 but for some of it; nothing for one that is not. */
function almostUtf8(bytes: Uint8Array): number | undefined {
  const text = new TextDecoder("utf-8").decode(bytes);
  const lost = text.split("\uFFFD").length - 1;
  const foreign = text.match(/[^\p{ASCII}\uFFFD]/gu)?.length ?? 0;
  return foreign > 4 * lost ? text.slice(0, text.indexOf("\uFFFD")).split("\n").length : undefined;
}
