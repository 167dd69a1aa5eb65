import type { Role } from "@parley/protocol";
import { may } from "../session.ts";
import type { IconName } from "../ui/Icon.tsx";

const SECTIONS = [
  { name: "inbox", icon: "inbox", key: "i", least: "agent" },
  { name: "knowledge", icon: "book", key: "k", least: "agent" },
  { name: "training", icon: "training", key: "t", least: "admin" },
  { name: "review", icon: "review", key: "v", least: "supervisor" },
  { name: "reports", icon: "reports", key: "r", least: "supervisor" },
  { name: "team", icon: "team", key: "m", least: "admin" },
] as const satisfies readonly { name: string; icon: IconName; key: string; least: Role }[];

export type SectionName = (typeof SECTIONS)[number]["name"];

/** The sections that a role may enter. */
export function sectionsFor(role: Role) {
  return SECTIONS.filter(({ least }) => may(role, least));
}
