import { type Finding, warning, well } from "./finding.ts";

/** Milliseconds by which two clocks may differ before times in conversations look wrong. */
const TOLERANCE = 2_000;

/** Compares this machine's clock with another's. Nothing is lost by a wrong clock: order comes from numbers. */
export function clockFinding(whose: string, ahead: number | undefined): Finding {
  if (ahead === undefined) return well("Clock", `${whose} does not tell the time`);
  const seconds = Math.abs(ahead / 1000).toFixed(1);
  if (Math.abs(ahead) <= TOLERANCE) return well("Clock", `within ${seconds} s of ${whose}'s`);
  const says = `${seconds} s ${ahead > 0 ? "behind" : "ahead of"} ${whose}'s`;
  return warning(
    "Clock",
    says,
    "Let NTP set the clocks of all machines: times that people see, sessions and waiting times are wrong.",
  );
}
