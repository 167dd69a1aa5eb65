import { GB18030, HTML, type Hostile, one, refused, saved, text, utf16, words } from "./making.test.kit.ts";

/** Names: the bytes are the same words. */
const NAMES: [what: string, name: string, becomes: string][] = [
  ["with a path", "../../etc/passwd.txt", "passwd.txt"],
  ["with a path of Windows", "C:\\Windows\\system32\\evil.txt", "evil.txt"],
  ["with NUL", "a\0b.txt", "ab.txt"],
  ["with line ends", "a\r\nContent-Type: text/html\r\n\r\n.txt", "text_html.txt".replace("text_", "")],
  ["with what cannot be seen", "a\u200B\u2066b\uFEFF.txt", "ab.txt"],
  ["of 300 characters", `${"长".repeat(300)}.txt`, `${"长".repeat(196)}.txt`],
  ["with dots at its end", "notes.txt....", "notes.txt"],
  ["with blanks around", "   notes .txt  ", "notes.txt"],
  ["of a device", "CON.txt", "_CON.txt"],
  ["of another device", "lpt1.tar.txt", "_lpt1.tar.txt"],
  ["with emoji", "👨‍👩‍👧 family.txt", "👨‍👩‍👧 family.txt"],
  ["that is empty", "", "file.txt"],
  ["of dots only", "...", "file.txt"],
  ["with quotes and angles", `"><img src=x onerror=alert(1)>.txt`, "___img src=x onerror=alert(1)_.txt"],
  ["with half of an emoji", "a\uD83D.txt", "a.txt"],
];

/** Words, names, and what is neither words nor anything that is known. */
export const oddWords = (): Hostile[] => [
  one("nothing", "empty.txt", Buffer.alloc(0), refused("empty")),
  one("one byte", "a.txt", text("a"), saved("a.txt", "text/plain")),
  one("zeros", "zeros.bin", Buffer.alloc(5_000), refused("type")),
  one(
    "what cannot be told",
    "data.bin",
    Buffer.from(Array.from({ length: 4_000 }, (_, index) => (index * 7_919) % 251)),
    refused("type"),
  ),
  one("words in GB18030", "订单.txt", GB18030, saved("订单.txt", "text/plain")),
  one("words in UTF-16", "notes.txt", utf16("Hello, 您好\n"), saved("notes.txt", "text/plain")),
  one("a table with formulas", "table.csv", text("=cmd|'/c calc'!A1,2\n"), saved("table.csv", "text/csv")),
  one("words with controls", "odd.txt", text("a\u0007\u0001b"), refused("type")),
  one(
    "a letter",
    "mail.eml",
    text(`From: a@example.com\nContent-Type: text/html\n\n${HTML}`),
    saved("mail.eml", "message/rfc822"),
  ),
  ...NAMES.map(([what, name, becomes]) => one(`a name ${what}`, name, words, saved(becomes, "text/plain"))),
];
