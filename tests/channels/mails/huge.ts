import { mail, multi, type Shaped, typed } from "./shape.ts";

/** Larger than anybody writes. */
export function huge(): Shaped[] {
  const plain = typed("text/plain; charset=utf-8");
  return [
    { name: "8 MB of words", raw: mail(plain, "Hello you ".repeat(800_000)), says: "Hello you" },
    { name: "a line of 2 MB", raw: mail(plain, `Hello ${"a".repeat(2_000_000)}`), says: "Hello" },
    {
      name: "2,000 recipients",
      raw: mail(
        [`Cc: ${Array.from({ length: 2_000 }, (_, index) => `a${index}@b.example`).join(",\r\n ")}`, ...plain],
        "Hello you",
      ),
      says: "Hello you",
    },
    {
      name: "5,000 references",
      raw: mail(
        [`References: ${Array.from({ length: 5_000 }, (_, index) => `<${index}@b.example>`).join("\r\n ")}`, ...plain],
        "Hello you",
      ),
      says: "Hello you",
    },
    { name: "a subject of 1 MB", raw: mail([`Subject: ${"a".repeat(1_000_000)}`, ...plain], "Hello you") },
    { name: "5 MB of HTML", raw: mail(typed("text/html"), `<p>Hello you</p>${"<div>".repeat(1_000_000)}`) },
    {
      name: "a file of 18 MB",
      raw: mail(
        typed('multipart/mixed; boundary="b"'),
        multi(
          "b",
          ["Content-Type: text/plain", "", "See"],
          [
            "Content-Type: application/zip",
            "Content-Transfer-Encoding: base64",
            "Content-Disposition: attachment; filename=big.zip",
            "",
            Buffer.alloc(13_000_000, "PK").toString("base64").replaceAll(/.{76}/g, "$&\r\n"),
          ],
        ),
      ),
      says: "See",
    },
  ];
}
