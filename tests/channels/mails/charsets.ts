/** Bytes of a charset for characters: what decoders know, turned round. */
export function encoder(charset: string): (text: string) => Buffer {
  // Decoders of some versions of Node take it for ISO 8859-1.
  if (charset === "windows-1252") return (text) => Buffer.from(text.replaceAll("–", "\u0096"), "latin1");
  if (charset === "utf-8") return (text) => Buffer.from(text);
  if (charset === "iso-2022-jp") return iso2022(encoder("euc-jp"));
  const known = lettersOf(charset);
  return (text) => Buffer.concat(Array.from(text, (letter) => known.get(letter) ?? Buffer.from("?")));
}

function lettersOf(charset: string): ReadonlyMap<string, Buffer> {
  const known = new Map<string, Buffer>();
  const decoder = new TextDecoder(charset, { fatal: true });
  const learn = (...bytes: number[]) => {
    try {
      const found = decoder.decode(Uint8Array.from(bytes));
      if (Array.from(found).length === 1 && !known.has(found)) known.set(found, Buffer.from(bytes));
    } catch {
      // These bytes are no character.
    }
  };
  for (let one = 0; one < 256; one += 1) learn(one);
  for (let one = 0x80; one < 256; one += 1) for (let two = 0x30; two < 256; two += 1) learn(one, two);
  // Those that only GB18030 has, as names of people are written.
  if (charset === "gb18030") for (let rest = 0; rest < 12_600; rest += 1) learn(0x81, ...fourBytes(rest));
  return known;
}

const fourBytes = (rest: number) => [
  0x30 + Math.floor(rest / 1_260),
  0x81 + (Math.floor(rest / 10) % 126),
  0x30 + (rest % 10),
];

/** What begins and ends what is Japanese. */
const [JAPANESE, ASCII] = [Buffer.from("\u001B$B"), Buffer.from("\u001B(B")];

function iso2022(euc: (text: string) => Buffer): (text: string) => Buffer {
  const japanese = (text: string) => Buffer.concat([JAPANESE, Buffer.from(euc(text).map((byte) => byte & 127)), ASCII]);
  return (text) =>
    Buffer.concat(
      (text.match(/[\0-\x7F]+|[^\0-\x7F]+/g) ?? []).map((run) =>
        /^[\0-\x7F]/.test(run) ? Buffer.from(run) : japanese(run),
      ),
    );
}

export function quotedPrintable(bytes: Buffer): string {
  const coded = [...bytes].map((byte) =>
    byte > 32 && byte < 127 && byte !== 61
      ? String.fromCharCode(byte)
      : byte === 10
        ? "\r\n"
        : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`,
  );
  return coded.join("").replaceAll(/(?:=[\dA-F]{2}|[^=\r\n]){60}(?!\r)/g, "$&=\r\n");
}
