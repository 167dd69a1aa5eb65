import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createBrotliDecompress } from "node:zlib";
import { type Browser, chromium } from "playwright-core";

/** Old Chromiums that npm still has, with the libraries they need. Not among our packages: nobody who runs Parley should wait for 50 MB. */
const PACKAGES = {
  /** The oldest that the README promises. */
  87: {
    name: "chrome-aws-lambda@5.4.0",
    integrity: "sha512-edlk3okaPwVJ7lLhmi0p1Xs0lx3ekloW5Lqq+q+V0jS/4dyXYLeA23SKdB+A6+hBf/n88yfR8ssb78tBD/C9CA==",
  },
  /** The last one for Windows 7 and 8, where many still are. */
  109: {
    name: "@sparticuz/chromium@109.0.6",
    integrity: "sha512-9hTE03DXnrWTiGNpfjLfmGhIfmiVAerSPinDb+x5bBdM4KF4PMM1NZ0A+V7WKazoA+CasSX/osHK8K0MuO6uqg==",
  },
};
export type OldVersion = keyof typeof PACKAGES;

const cache = fileURLToPath(new URL("../../node_modules/.cache/parley/browsers", import.meta.url));

/** Fetches it once, if it can be had here. Answers why not, in a sentence, or nothing. */
export async function fetchOldBrowser(version: OldVersion): Promise<string | undefined> {
  const folder = join(cache, String(version));
  if (process.platform !== "linux" || process.arch !== "x64") return "these run on Linux on x64 only";
  if (existsSync(folder)) return undefined;
  const fetching = `${folder}.${process.pid}`;
  mkdirSync(fetching, { recursive: true });
  try {
    await unpack(version, fetching);
    renameSync(fetching, folder);
    return undefined;
  } catch (error) {
    return `Chromium ${version} could not be fetched: ${String(error)}`;
  } finally {
    rmSync(fetching, { recursive: true, force: true });
  }
}

async function unpack(version: OldVersion, folder: string): Promise<void> {
  const { name, integrity } = PACKAGES[version];
  const packed = execFileSync("npm", ["pack", name, "--silent"], { cwd: folder, encoding: "utf8" }).trim();
  const file = join(folder, packed);
  const found = `sha512-${createHash("sha512").update(readFileSync(file)).digest("base64")}`;
  if (found !== integrity) throw new Error(`${name} is not what it was: ${found}`);
  execFileSync("tar", ["xf", packed], { cwd: folder });
  const brotli = (from: string, to: string) =>
    pipeline(
      createReadStream(join(folder, "package/bin", from)),
      createBrotliDecompress(),
      createWriteStream(join(folder, to), { mode: 0o755 }),
    );
  await brotli("chromium.br", "chromium");
  for (const part of ["aws", "swiftshader"]) {
    await brotli(`${part}.tar.br`, `${part}.tar`);
    execFileSync("tar", ["xf", `${part}.tar`], { cwd: folder });
    rmSync(join(folder, `${part}.tar`));
  }
  rmSync(file);
  rmSync(join(folder, "package"), { recursive: true });
}

/** Starts one that was fetched. */
export async function startOldBrowser(version: OldVersion): Promise<Browser> {
  const folder = join(cache, String(version));
  return await chromium.launch({
    executablePath: join(folder, "chromium"),
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"],
    env: { ...process.env, LD_LIBRARY_PATH: join(folder, "lib"), FONTCONFIG_PATH: "/etc/fonts" },
  });
}
