import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { failure, type Finding, reasonOf, warning, well } from "./finding.ts";

const PATIENCE = 3_000;
/** Where ClamAV's daemon answers unless told. */
const PORT = 3310;

/** Looks at what looks at files: the library that makes pictures anew, and the virus scanner if there is one. */
export async function examineLooking({ scanner }: { scanner?: string | undefined }): Promise<Finding[]> {
  return [await examinePictures(), ...(scanner === undefined ? [] : [await examineScanner(scanner)])];
}

async function examinePictures(): Promise<Finding> {
  try {
    const { default: sharp } = await import("sharp");
    return well("Pictures", `are made anew by libvips ${sharp.versions.vips}`);
  } catch (error) {
    const advice = "Reinstall the packages: npm install. Until then no pictures are taken.";
    return warning("Pictures", `cannot be read here: ${reasonOf(error).split("\n")[0]}`, advice);
  }
}

async function examineScanner(address: string): Promise<Finding> {
  try {
    const version = await versionOf(new URL(address));
    if (version.startsWith("ClamAV")) return well("Virus scanner", version);
    return failure("Virus scanner", `${address} is no ClamAV daemon`, "Correct FILES_SCANNER.");
  } catch (error) {
    const advice = "Start clamd with TCPSocket, or correct FILES_SCANNER. Until it answers no files are taken.";
    return failure("Virus scanner", `${address} does not answer: ${reasonOf(error)}`, advice);
  }
}

/** As the daemon says it: its version, that of its signatures, and their date. */
async function versionOf({ hostname, port }: URL): Promise<string> {
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  const socket = connect({ host, port: port === "" ? PORT : Number(port) });
  socket.setTimeout(PATIENCE, () => socket.destroy(new Error("it says nothing")));
  try {
    await once(socket, "connect");
    socket.end("zVERSION\0");
    return (await text(socket)).replaceAll("\0", "").trim();
  } finally {
    socket.destroy();
  }
}
