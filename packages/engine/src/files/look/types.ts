import type { FileKind } from "@parley/protocol";

/** A type of file that may be sent. */
export interface KnownType {
  kind: FileKind;
  type: string;
  /** How its names may end; the first is the usual one. */
  extensions: readonly string[];
}

const of = (kind: FileKind, type: string, extensions: string): KnownType => ({
  kind,
  type,
  extensions: extensions.split(" "),
});
const document = (type: string, extensions: string) => of("document", type, extensions);

/** By what their first bytes say, as `file-type` calls it. What is not here cannot be sent: nothing is that somebody's system would run. */
export const BY_MAGIC: Readonly<Record<string, KnownType>> = {
  "image/jpeg": of("image", "image/jpeg", "jpg jpeg jfif"),
  "image/png": of("image", "image/png", "png"),
  "image/apng": of("image", "image/png", "png"),
  "image/gif": of("image", "image/gif", "gif"),
  "image/webp": of("image", "image/webp", "webp"),
  "image/heic": document("image/heic", "heic"),
  "image/heif": document("image/heif", "heif"),
  "image/avif": document("image/avif", "avif"),
  "image/bmp": document("image/bmp", "bmp"),
  "image/tiff": document("image/tiff", "tif tiff"),
  "audio/mpeg": of("audio", "audio/mpeg", "mp3"),
  "audio/x-m4a": of("audio", "audio/mp4", "m4a"),
  "audio/mp4": of("audio", "audio/mp4", "m4a"),
  "audio/ogg": of("audio", "audio/ogg", "ogg oga opus"),
  "audio/wav": of("audio", "audio/wav", "wav"),
  "audio/vnd.wave": of("audio", "audio/wav", "wav"),
  "audio/flac": of("audio", "audio/flac", "flac"),
  "audio/x-flac": of("audio", "audio/flac", "flac"),
  "audio/aac": of("audio", "audio/aac", "aac"),
  "audio/webm": of("audio", "audio/webm", "webm weba"),
  "audio/amr": of("audio", "audio/amr", "amr"),
  "video/mp4": of("video", "video/mp4", "mp4 m4v"),
  "video/x-m4v": of("video", "video/mp4", "m4v mp4"),
  "video/quicktime": of("video", "video/quicktime", "mov"),
  "video/webm": of("video", "video/webm", "webm"),
  "video/matroska": of("video", "video/x-matroska", "mkv"),
  "video/x-matroska": of("video", "video/x-matroska", "mkv"),
  "video/3gpp": of("video", "video/3gpp", "3gp"),
  "video/3gpp2": of("video", "video/3gpp2", "3g2"),
  "video/ogg": of("video", "video/ogg", "ogv ogg"),
  "video/vnd.avi": of("video", "video/x-msvideo", "avi"),
  "video/mpeg": of("video", "video/mpeg", "mpg mpeg"),
  "application/pdf": document("application/pdf", "pdf"),
  "application/rtf": document("application/rtf", "rtf"),
  "application/gzip": document("application/gzip", "gz tgz"),
  "application/x-tar": document("application/x-tar", "tar"),
  "application/x-7z-compressed": document("application/x-7z-compressed", "7z"),
  "application/x-rar-compressed": document("application/vnd.rar", "rar"),
  "application/x-bzip2": document("application/x-bzip2", "bz2"),
  "application/x-xz": document("application/x-xz", "xz"),
};

const OPEN_XML = "application/vnd.openxmlformats-officedocument";
const ODF = "application/vnd.oasis.opendocument";

/** What is a zip inside. It is not opened: its name says which, and systems go by the name as well. */
const ZIPS: readonly KnownType[] = [
  document("application/zip", "zip"),
  document(`${OPEN_XML}.wordprocessingml.document`, "docx"),
  document(`${OPEN_XML}.spreadsheetml.sheet`, "xlsx"),
  document(`${OPEN_XML}.presentationml.presentation`, "pptx"),
  document(`${ODF}.text`, "odt"),
  document(`${ODF}.spreadsheet`, "ods"),
  document(`${ODF}.presentation`, "odp"),
  document("application/epub+zip", "epub"),
  document("application/vnd.apple.pages", "pages"),
  document("application/vnd.apple.numbers", "numbers"),
  document("application/vnd.apple.keynote", "key"),
];

/** Older office documents, which are all of one format, as installers are: one of these names, or none of them. */
const COMPOUND: readonly KnownType[] = [
  document("application/msword", "doc"),
  document("application/vnd.ms-excel", "xls"),
  document("application/vnd.ms-powerpoint", "ppt"),
  document("application/vnd.ms-outlook", "msg"),
];

/** What is words, whatever they say: it is never shown as anything else. */
const TEXTS: readonly KnownType[] = [
  document("text/plain", "txt text log md"),
  document("text/csv", "csv tsv"),
  document("application/json", "json"),
  document("text/calendar", "ics"),
  document("text/vcard", "vcf"),
  document("message/rfc822", "eml"),
];

const named = (types: readonly KnownType[], extension: string) =>
  types.find(({ extensions }) => extensions.includes(extension));

/** A zip, by how its name ends. */
export const zipNamed = (extension: string): KnownType | undefined => named(ZIPS, extension) ?? ZIPS[0];
export const compoundNamed = (extension: string): KnownType | undefined => named(COMPOUND, extension);
export const textNamed = (extension: string): KnownType | undefined => named(TEXTS, extension);

/** What browsers play by themselves, and run nothing of; other files are for saving. Pictures are among them once they were made anew. */
export const SHOWN: ReadonlySet<string> = new Set(
  Object.values(BY_MAGIC).flatMap(({ kind, type }) => (kind === "audio" || kind === "video" ? [type] : [])),
);
