/** Lines behind which a mail program puts what is answered, in the languages that people write to us in. */
const BEFORE_QUOTE: readonly RegExp[] = [
  /^-{2,}\s?(?:original message|forwarded message|原始邮件|原邮件|转发邮件|转发的邮件|回复邮件)\s?-{2,}$/i,
  /^_{20,}$/,
  /^.{0,200}\d.{0,60}(?:写道|写到|寫道)[:：]$/,
  /^.{1,200}<[^<>\s]{1,200}@[^<>\s]{1,200}>.{0,80}(?:wrote|写道|寫道|schrieb|a écrit)\s?[:：]$/i,
];
/** Those that a program may have broken into several. */
const BROKEN_QUOTE: readonly RegExp[] = [
  /^on\b.{4,300}\bwrote:$/i,
  /^(?:在|于).{4,300}(?:写道|写到|寫道)[:：]$/,
  /^(?:le .{4,200} a écrit|am .{4,200} schrieb.{0,200}|el .{4,200} escribió)\s?:$/i,
];
/** The lines of the heads of what is answered: two of them, one after the other, begin it. */
const HEAD =
  /^\W{0,3}(?:from|sent|to|subject|date|cc|发件人|寄件者|发送时间|发送日期|日期|收件人|主题|抄送)\W{0,2}[:：]/i;
/** What phones and programs put under every mail. */
const OWN_SIGNATURE =
  /^(?:sent from (?:my )?\S.{0,60}|get outlook for .{1,30}|发自我的.{1,40}|来自我的.{1,40}|从我的.{1,40}发送|获取\s*outlook.{0,30}|发自(?:网易|qq|新浪).{1,40}|发送自.{1,40})$/i;
/** Lines that a program may have broken such a line into, characters of a line that are looked at, and such lines. */
const [BROKEN, LONG, HEADS] = [4, 600, 10];

/** What somebody wrote themselves: without what they answer, and without their signature. All of it where nothing would be left. */
export function ownWords(text: string): string {
  const lines = text.replaceAll(/\r\n?/g, "\n").split("\n");
  const cut = withoutSignature(withoutQuoteAtEnd(lines.slice(0, beginOfQuote(lines))));
  const own = cut.join("\n").trim();
  return own === "" ? text.trim() : own;
}

/** The number of the line with which what is answered begins. Where they wrote below it, or between it, there is none. */
function beginOfQuote(lines: readonly string[]): number {
  let found = 0;
  for (let index = 0; index < lines.length && found < HEADS; index += 1) {
    const length = quoteHeadAt(lines, index);
    if (length === 0) continue;
    if (!isWrittenBelow(lines.slice(index + length))) return index;
    found += 1;
  }
  return lines.length;
}

/** How many lines a head of what is answered has that begins at a line; 0 where none does. */
function quoteHeadAt(lines: readonly string[], index: number): number {
  const line = clean(lines[index]);
  if (line === "") return 0;
  if (HEAD.test(line) && HEAD.test(clean(lines[index + 1]))) return 2;
  if (isHead(line, BEFORE_QUOTE)) return isRule(line) ? ruled(lines, index) : 1;
  let joined = "";
  for (let many = 1; many <= BROKEN; many += 1) {
    const next = clean(lines[index + many - 1]);
    if (next === "") return 0;
    joined = joined === "" ? next : `${joined} ${next}`;
    if (isHead(joined, BROKEN_QUOTE)) return many;
  }
  return 0;
}

/** Most lines are none, and that shows at their ends. */
const isHead = (line: string, all: readonly RegExp[]) => /^[-_]|[:：]$/.test(line) && all.some((one) => one.test(line));

const clean = (line = "") =>
  line
    .slice(0, LONG)
    .trim()
    .replace(/^[*>\s]{1,20}/, "");
const isRule = (line: string) => /^_{20,}$/.test(line);
/** A line of `_` alone is somebody's; one above the head of a mail is a program's. */
const ruled = (lines: readonly string[], index: number) => (HEAD.test(clean(lines[index + 1])) ? 2 : 0);

const isQuoted = (line: string) => /^\s*>/.test(line);

/** Whether something of their own stands behind lines that are quoted. */
function isWrittenBelow(lines: readonly string[]): boolean {
  const first = lines.findIndex((line) => line.trim() !== "");
  if (first === -1 || !isQuoted(lines[first] ?? "")) return false;
  const own = withoutSignature(lines.filter((line) => !isQuoted(line)));
  return own.some((line) => line.trim() !== "" && quoteHeadAt([line], 0) === 0);
}

function withoutQuoteAtEnd(lines: readonly string[]): string[] {
  const last = lines.findLastIndex((line) => line.trim() !== "" && !isQuoted(line));
  return lines.slice(0, last + 1);
}

function withoutSignature(lines: readonly string[]): string[] {
  const mark = lines.findIndex((line) => /^(?:--|—)\s?$/.test(line));
  const above = mark > 0 ? lines.slice(0, mark) : [...lines];
  for (;;) {
    const last = above.findLastIndex((line) => line.trim() !== "");
    if (last <= 0 || !OWN_SIGNATURE.test((above[last] ?? "").trim())) return above;
    above.length = last;
  }
}
