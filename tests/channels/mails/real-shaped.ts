import { createRandom } from "../../chaos/random.ts";
import { encoder, quotedPrintable } from "./charsets.ts";
import { huge } from "./huge.ts";
import { mail, multi, type Shaped, typed } from "./shape.ts";

const CHINESE = "我的订单还没有收到，请帮我查一下";
const JAPANESE = "注文がまだ届きません";
const WORDS: readonly [charset: string, words: string][] = [
  ["utf-8", `${CHINESE} 😀`],
  ["gb18030", `${CHINESE}㐂`],
  ["gbk", CHINESE],
  ["gb2312", CHINESE],
  ["big5", "我的訂單還沒有收到，請幫我查一下"],
  ["iso-2022-jp", JAPANESE],
  ["shift_jis", JAPANESE],
  ["euc-jp", JAPANESE],
  ["euc-kr", "주문이 아직 오지 않았습니다"],
  ["windows-1252", "Où est ma commande n° 12 – merci"],
  ["iso-8859-1", "Où est ma commande n° 12"],
  ["koi8-r", "Где мой заказ"],
  ["windows-1251", "Где мой заказ"],
];
const ENCODED = {
  base64: (bytes: Buffer) => Buffer.from(bytes.toString("base64").replaceAll(/.{76}/g, "$&\r\n")),
  "quoted-printable": (bytes: Buffer) => Buffer.from(quotedPrintable(bytes)),
  "8bit": (bytes: Buffer) => bytes,
} as const;

/** Every charset, in every coding, as text and as HTML. */
function charsets(): Shaped[] {
  return WORDS.flatMap(([charset, words]) =>
    Object.entries(ENCODED).flatMap(([encoding, encoded]) =>
      (["plain", "html"] as const).map((kind) => {
        const written = kind === "html" ? `<html><body><p>${words}</p></body></html>` : words;
        const body = encoded(encoder(charset)(written));
        return {
          name: `${charset} ${encoding} ${kind}`,
          raw: mail(typed(`text/${kind}; charset=${charset}`, encoding), body),
          says: words,
        };
      }),
    ),
  );
}

/** Subjects and names of files in every charset. */
function heads(): Shaped[] {
  return WORDS.flatMap(([charset, words]) => {
    const word = (text: string) => `=?${charset}?B?${encoder(charset)(text).toString("base64")}?=`;
    const [half, rest] = [words.slice(0, 6), words.slice(6, 12)];
    const subject = mail([`Subject: ${word(half)}\r\n ${word(rest)}`, ...typed("text/plain; charset=utf-8")], "12");
    const name = `${words.slice(0, 6).replaceAll(/\s/g, "")}.txt`;
    const file = mail(
      typed('multipart/mixed; boundary="b"'),
      multi(
        "b",
        ["Content-Type: text/plain", "", "See here"],
        [
          `Content-Type: text/plain; name="${word(name)}"`,
          `Content-Disposition: attachment; filename="${word(name)}"`,
          "",
          "Hello, this is a file of words.",
        ],
      ),
    );
    return [
      { name: `a subject in ${charset}`, raw: subject, says: `${half}${rest}` },
      { name: `a file named in ${charset}`, raw: file, says: "See here", files: [name] },
    ];
  });
}

/** Parts within parts, mails within mails. */
function nested(): Shaped[] {
  const depths = [1, 2, 4, 8, 16, 24].map((depth) => {
    let inner = ["Content-Type: text/plain", "", "Deep inside"];
    for (let level = 1; level <= depth; level += 1)
      inner = [`Content-Type: multipart/mixed; boundary="b${level}"`, "", multi(`b${level}`, inner)];
    return {
      name: `${depth} parts deep`,
      raw: mail(["MIME-Version: 1.0", inner[0] ?? ""], inner.slice(2).join("\r\n")),
      says: "Deep inside",
    };
  });
  const passedOn = [
    "Content-Type: message/rfc822",
    "Content-Disposition: attachment; filename=old.eml",
    "",
    "From: x@y.example",
    "Subject: Old",
    "",
    "Old words",
  ];
  const both = multi(
    "a",
    ["Content-Type: text/plain", "", "Plain words"],
    ["Content-Type: text/html", "", "<p>HTML words</p>"],
  );
  return [
    ...depths,
    { name: "both kinds", raw: mail(typed('multipart/alternative; boundary="a"'), both), says: "Plain words" },
    {
      name: "a mail within",
      raw: mail(
        typed('multipart/mixed; boundary="m"'),
        multi("m", ["Content-Type: text/plain", "", "See below"], passedOn),
      ),
      says: "See below",
    },
    {
      name: "only a mail within",
      raw: mail(typed("message/rfc822"), "From: x@y.example\r\nSubject: Old\r\n\r\nOld words"),
    },
    { name: "a calendar", raw: mail(typed("text/calendar; method=REQUEST"), "BEGIN:VCALENDAR\r\nEND:VCALENDAR") },
    {
      name: "1,000 parts",
      raw: mail(
        typed('multipart/mixed; boundary="p"'),
        multi(
          "p",
          ["Content-Type: text/plain", "", "First"],
          ...Array.from({ length: 1_000 }, () => [
            "Content-Type: application/octet-stream",
            "Content-Disposition: attachment",
            "",
            "x",
          ]),
        ),
      ),
      says: "First",
    },
    {
      name: "300 parts deep",
      raw: mail(
        ["MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="b0"'],
        Array.from(
          { length: 300 },
          (_, level) => `--b${level}\r\nContent-Type: multipart/mixed; boundary="b${level + 1}"\r\n\r\n`,
        ).join(""),
      ),
    },
  ];
}

/** What programs send that read no standard. */
function broken(): Shaped[] {
  const plain = typed("text/plain; charset=utf-8");
  const rows: [string, Buffer, string?][] = [
    [
      "no end of its parts",
      mail(typed('multipart/mixed; boundary="b"'), "--b\r\nContent-Type: text/plain\r\n\r\nHello you"),
      "Hello you",
    ],
    ["no boundary", mail(typed("multipart/mixed"), "Hello you")],
    ["a boundary that does not come", mail(typed('multipart/mixed; boundary="q"'), "Hello you")],
    ["Base64 that ends too soon", mail(typed("text/plain", "base64"), "SGVsbG8geW9"), "Hello yo"],
    ["Base64 that is none", mail(typed("text/plain", "base64"), "!!!! ????")],
    ["quoted-printable that is none", mail(typed("text/plain", "quoted-printable"), "Hello =ZZ you = =1"), "Hello"],
    ["a charset nobody knows", mail(typed("text/plain; charset=klingon"), "Hello you"), "Hello you"],
    ["a charset without a name", mail(typed("text/plain; charset="), "Hello you"), "Hello you"],
    ["a charset that is not true", mail(typed("text/plain; charset=us-ascii"), "你好")],
    ["GBK that says it is UTF-8", mail(plain, encoder("gbk")(CHINESE))],
    ["a coding nobody knows", mail(typed("text/plain", "x-uuencode"), "Hello you"), "Hello you"],
    ["zeros", mail(plain, "Hello\0you\0"), "Hello"],
    [
      "lines that end as on old machines",
      Buffer.from(mail(plain, "Hello you").toString().replaceAll("\r\n", "\n")),
      "Hello you",
    ],
    ["no lines at all", Buffer.from("Hello")],
    ["nothing", Buffer.from("\r\n")],
    ["only a head", mail(plain).subarray(0, -4)],
    ["a head without a colon", mail(["This is no head", ...plain], "Hello you")],
    ["two subjects", mail(["Subject: one", "Subject: two", ...plain], "Hello you"), "Hello you"],
    ["a date that is none", mail(["Date: yesterday", ...plain], "Hello you"), "Hello you"],
    ["a subject in half a word", mail(["Subject: =?gbk?B?ztI=", ...plain], "Hello you"), "Hello you"],
    [
      "a subject with a second head in it",
      mail(["Subject: =?utf-8?Q?Hi=0D=0ABcc:_x@y.example?=", ...plain], "Hello you"),
      "Hello you",
    ],
    ["HTML that is never closed", mail(typed("text/html"), "<div><p>Hello <b>you"), "Hello you"],
    [
      "HTML that runs",
      mail(typed("text/html"), "<script>alert(1)</script><img src=x onerror=alert(1)><p>Hello you</p>"),
      "Hello you",
    ],
    ["HTML in which nothing is said", mail(typed("text/html"), "<img src='https://spy.example/1.gif'>")],
    [
      "a file with a path",
      mail(
        typed('multipart/mixed; boundary="b"'),
        multi(
          "b",
          ["Content-Type: text/plain", "", "See"],
          ["Content-Disposition: attachment; filename=../../etc/passwd", "", "root:x:0:0"],
        ),
      ),
      "See",
    ],
    ["an id in two lines", mail(["In-Reply-To: <a@b>\r\n <c@d>", ...plain], "Hello you"), "Hello you"],
    ["Outlook's own file", mail(typed("application/ms-tnef; name=winmail.dat", "base64"), "eJ8+IgAAAAA=")],
  ];
  return rows.map(([name, raw, says]) => ({ name, raw, ...(says !== undefined && { says }) }));
}

/** Good mails that something happened to on the way. */
function damaged(): Shaped[] {
  const random = createRandom(16);
  const good = [...charsets(), ...nested()].filter((_, index) => index % 2 === 0);
  return [...good, ...good].slice(0, 60).map(({ name, raw }, index) => {
    const bytes = Buffer.from(raw);
    if (index % 2 === 0)
      return { name: `${name}, cut off`, raw: bytes.subarray(0, 120 + random.between(0, bytes.length - 121)) };
    for (let flips = 0; flips < 12; flips += 1) bytes[random.between(100, bytes.length - 1)] = random.between(0, 255);
    return { name: `${name}, with other bytes`, raw: bytes };
  });
}

/** Mails as they come: every one from somebody of their own. */
export const realShaped = (): Shaped[] => [
  ...charsets(),
  ...heads(),
  ...nested(),
  ...broken(),
  ...huge(),
  ...damaged(),
];
