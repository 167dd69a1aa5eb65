import { Redis } from "ioredis";
import type { Config } from "../../config.ts";
import { askReadiness, reasonOfSilence } from "../../rpc/readiness.ts";
import { clockFinding } from "./clock.ts";
import { failure, type Finding, reasonOf, warning, well } from "./finding.ts";
import { judge, REDIS } from "./versions.ts";

const PATIENCE = 3_000;

/** Looks at what is reached over the network: the engine's own port, Redis, services that run elsewhere. */
export async function examineNetwork({ port, redisUrl, remote }: Config): Promise<Finding[]> {
  const others = Object.entries(remote).map(([name, url]) => examineService(name, url));
  return [await examinePort(port), ...(redisUrl ? await examineRedis(redisUrl) : []), ...(await Promise.all(others))];
}

async function examinePort(port: number): Promise<Finding> {
  try {
    const answer = (await askReadiness(`http://127.0.0.1:${port}`, PATIENCE))?.status;
    if (answer === "ready") return well("Engine", `runs on port ${port}`);
    if (answer)
      return warning(
        "Engine",
        `runs on port ${port}, and is ${answer}`,
        `Ask it for details: http://127.0.0.1:${port}/readyz`,
      );
    return failure("Engine", `something else uses port ${port}`, "Set PORT to another number, or stop what uses it.");
  } catch (error) {
    if (reasonOfSilence(error) === "ECONNREFUSED") return well("Engine", `does not run; port ${port} is free`);
    return failure("Engine", `something else uses port ${port}`, "Set PORT to another number, or stop what uses it.");
  }
}

async function examineService(name: string, url: string): Promise<Finding> {
  const advice = `Start it: parley start --services ${name}; or correct ${name.toUpperCase()}_URL.`;
  try {
    const { status, problems = {} } = (await askReadiness(url, PATIENCE)) ?? {};
    if (!status) return failure(`Service ${name}`, `${url} is no engine`, advice);
    if (status !== "not ready") return well(`Service ${name}`, status);
    const reasons = Object.entries(problems).map((problem) => problem.join(": "));
    return failure(`Service ${name}`, [status, ...reasons].join("; "), `Run parley doctor where ${name} runs.`);
  } catch (error) {
    return failure(`Service ${name}`, `${url} does not answer: ${reasonOfSilence(error)}`, advice);
  }
}

async function examineRedis(url: string): Promise<Finding[]> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: PATIENCE,
    commandTimeout: PATIENCE,
    retryStrategy: () => null,
    // Every version understands this one, and can so be told to be too old.
    protocol: 2,
  });
  let reason: unknown;
  redis.on("error", (error) => (reason = error));
  try {
    await redis.connect();
    const version = /redis_version:(\S+)/.exec(await redis.info("server"))?.[1] ?? "";
    const asked = Date.now();
    const [seconds, microseconds] = await redis.time();
    const ahead = Number(seconds) * 1000 + Number(microseconds) / 1000 - (asked + Date.now()) / 2;
    return [judge("Redis", { version }, REDIS), clockFinding("Redis", ahead)];
  } catch (error) {
    const says = `does not answer: ${reasonOf(reason ?? error)}`;
    return [
      failure(
        "Redis",
        says,
        "Start Redis or correct REDIS_URL. Until then nodes do not push to each other's visitors at once.",
      ),
    ];
  } finally {
    redis.disconnect();
  }
}
