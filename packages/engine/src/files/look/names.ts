/** Characters that a file's name may have. */
const LONGEST = 200;
/** What Windows takes for a device, whatever stands behind a dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;
/** Controls, marks that turn the direction or cannot be seen (but what joins emoji), line ends, halves of characters. */
const UNSEEN = /(?!\u200D)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\uFFFD]/gu;
const FORBIDDEN = /[<>:"|?*]/g;

/** How a file's name ends, in small letters; empty where it ends in nothing that looks like it. */
export const extensionOf = (name: string): string => /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? "";

/**
 * A name that is safe to be shown and saved under, whatever came: no path, nothing unseen, nothing that a system takes for something else, and
 * with an ending that the type has. `extensions` are those that it may have; the first is given to a name with another.
 */
export function safeName(given: string, extensions: readonly string[]): string {
  const last = given.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const plain = trimmed(last.replace(UNSEEN, "").replace(FORBIDDEN, "_"));
  const [stem, extension] = ending(plain, extensions);
  const short = trimmed(cut(stem, LONGEST - extension.length - 1));
  const [first = ""] = short.split(".");
  const named = short === "" ? "file" : DEVICE.test(trimmed(first)) ? `_${short}` : short;
  return `${named}.${extension}`;
}

const trimmed = (name: string) => name.replace(/^[\s.]+|[\s.]+$/gu, "");

/** The stem of a name and its ending: what says another type than it is goes, however often it says so. */
function ending(name: string, extensions: readonly string[]): [stem: string, extension: string] {
  const [usual = "bin"] = extensions;
  let stem = name;
  for (let extension = extensionOf(stem); extension !== ""; extension = extensionOf(stem)) {
    const rest = trimmed(stem.slice(0, -extension.length - 1));
    if (extensions.includes(extension)) return [rest, extension];
    if (rest === "" || !SAYS_A_TYPE.has(extension)) break;
    stem = rest;
  }
  return [stem, usual];
}

/** Endings that say what a file is; in “report 2.1” there is none. */
const SAYS_A_TYPE = new Set(
  (
    "exe com scr bat cmd ps1 vbs js mjs cjs jse wsf wsh hta msi msp jar apk ipa app dmg pkg deb rpm sh bash zsh py rb pl php asp aspx jsp lnk url " +
    "reg dll sys htm html xhtml shtml svg svgz xml xsl mht mhtml swf jpg jpeg png gif webp bmp tif tiff heic heif avif ico pdf doc docx docm xls " +
    "xlsx xlsm ppt pptx pptm odt ods odp rtf txt csv md zip rar 7z gz tgz tar bz2 xz mp3 m4a ogg oga opus wav flac aac amr mp4 m4v mov webm mkv " +
    "avi mpg mpeg 3gp json yml yaml log eml msg ics vcf"
  ).split(" "),
);

/** The first characters, without half of one at the end. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "");
}
