import { type Config, readConfig, UNUSABLE } from "../../config.ts";
import { pagesBuilt } from "../../built.ts";
import { isMongo } from "../../store/open.ts";
import { failure, type Finding, reasonOf, warning, well } from "./finding.ts";

/** Reads the configuration and looks for what does not go together in it; without one that can be read nothing else can be examined. */
export function examineConfiguration(env: NodeJS.ProcessEnv): { findings: Finding[]; config?: Config } {
  try {
    const config = readConfig(env);
    const problems = contradictions(config);
    return { config, findings: problems.length > 0 ? problems : [well("Configuration", "can be used")] };
  } catch (error) {
    const problems = reasonOf(error).replace(UNUSABLE, "").trim().split("\n");
    const advice = "Correct this environment variable and start again.";
    return { findings: problems.map((problem) => failure("Configuration", problem.trim(), advice)) };
  }
}

function contradictions({ publicUrl, trustProxy, redisUrl, store }: Config): Finding[] {
  const { protocol, hostname } = new URL(publicUrl ?? "http://localhost");
  const local = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  const found: Finding[] = [];
  if (protocol === "http:" && !local) {
    found.push(
      warning(
        "Configuration",
        `PUBLIC_URL ${publicUrl} is not encrypted: whoever is on the way reads along.`,
        "Put a proxy with TLS in front and set PUBLIC_URL to its https:// address.",
      ),
    );
  }
  if (protocol === "https:" && trustProxy === 0) {
    found.push(
      warning(
        "Configuration",
        "PUBLIC_URL is https://, so there is a proxy, and TRUST_PROXY is not set: all visitors seem to come from one address.",
        "Set TRUST_PROXY to how many proxies there are in a row (1), or to their addresses, if they set X-Forwarded-For.",
      ),
    );
  }
  if (trustProxy !== 0 && publicUrl === undefined) {
    found.push(
      warning(
        "Configuration",
        "TRUST_PROXY is set, so there is a proxy, and PUBLIC_URL is not: sessions are not kept to HTTPS, and links name this machine.",
        "Set PUBLIC_URL to the address in people's browsers.",
      ),
    );
  }
  if (redisUrl && !isMongo(store)) {
    found.push(
      warning(
        "Configuration",
        "REDIS_URL joins several nodes, and a folder serves only one.",
        "Set STORE to a mongodb:// address; parley move takes along what is there.",
      ),
    );
  }
  return found;
}

/** Looks whether widget and console are there to be served. */
export function examinePages(): Finding {
  if (pagesBuilt()) return well("Widget, console", "built");
  return failure("Widget, console", "not built, so there is nothing to show", "Build them: npm run build.");
}
