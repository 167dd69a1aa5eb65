import { may, type Role } from "@parley/protocol";
import type { ComponentType } from "preact";
import { guideAway } from "../desk/guide.ts";
import { guideWords } from "../guide/words.ts";
import { boardWords } from "../board/words.ts";
import { contactWords } from "../contacts/words.ts";
import { Inbox } from "../inbox/Inbox.tsx";
import { inboxWords } from "../inbox/words.ts";
import { Knowledge } from "../knowledge/Knowledge.tsx";
import { knowledgeWords } from "../knowledge/words.ts";
import { qualityWords } from "../quality/words.ts";
import { reportWords } from "../reports/words.ts";
import { reviewWords } from "../review/words.ts";
import { settingsWords } from "../settings/words.ts";
import { taskWords } from "../tasks/words.ts";
import { teamWords } from "../team/words.ts";
import { trainingWords } from "../training/words.ts";
import { visitorWords } from "../visitors/words.ts";
import type { IconName } from "../ui/Icon.tsx";
import { late } from "../ui/late.tsx";

/** A place in the console: all that navigation, addresses, keys and the list of keys know of it. */
export interface Section {
  /** In the address, `#/name`. */
  name: string;
  icon: IconName;
  /** Goes there after `g`. */
  key: string;
  /** Who may enter. What one may do there, the engine decides. */
  least: Role;
  /** What it is called. */
  title: () => string;
  /** Whether the navigation leaves it out. */
  isHidden?: () => boolean;
  Screen: ComponentType;
}

/** All sections, in the order of the navigation; the first one is where one begins. */
const SECTIONS: readonly [Section, ...Section[]] = [
  { name: "inbox", icon: "inbox", key: "i", least: "agent", title: () => inboxWords().title, Screen: Inbox },
  {
    name: "contacts",
    icon: "contacts",
    key: "c",
    least: "agent",
    title: () => contactWords().title,
    Screen: late(async () => (await import("../contacts/Contacts.tsx")).Contacts),
  },
  {
    name: "visitors",
    icon: "user",
    key: "o",
    least: "agent",
    title: () => visitorWords().title,
    Screen: late(async () => (await import("../visitors/Visitors.tsx")).Visitors),
  },
  {
    name: "search",
    icon: "search",
    key: "f",
    least: "agent",
    title: () => knowledgeWords().search,
    Screen: late(async () => (await import("../search/Search.tsx")).Search),
  },
  {
    name: "tasks",
    icon: "clock",
    key: "d",
    least: "agent",
    title: () => taskWords().title,
    Screen: late(async () => (await import("../tasks/Tasks.tsx")).Tasks),
  },
  { name: "knowledge", icon: "book", key: "k", least: "agent", title: () => knowledgeWords().title, Screen: Knowledge },
  {
    name: "training",
    icon: "training",
    key: "t",
    least: "admin",
    title: () => trainingWords().title,
    Screen: late(async () => (await import("../training/Training.tsx")).Training),
  },
  {
    name: "review",
    icon: "review",
    key: "v",
    least: "supervisor",
    title: () => reviewWords().title,
    Screen: late(async () => (await import("../review/Review.tsx")).Review),
  },
  {
    name: "board",
    icon: "eye",
    key: "l",
    least: "supervisor",
    title: () => boardWords().title,
    Screen: late(async () => (await import("../board/Board.tsx")).Board),
  },
  {
    name: "reports",
    icon: "reports",
    key: "r",
    least: "supervisor",
    title: () => reportWords().title,
    Screen: late(async () => (await import("../reports/Reports.tsx")).Reports),
  },
  {
    name: "quality",
    icon: "check",
    key: "q",
    least: "agent",
    title: () => qualityWords().title,
    Screen: late(async () => (await import("../quality/Quality.tsx")).Quality),
  },
  {
    name: "team",
    icon: "team",
    key: "m",
    least: "admin",
    title: () => teamWords().title,
    Screen: late(async () => (await import("../team/Team.tsx")).Team),
  },
  {
    name: "settings",
    icon: "settings",
    key: "s",
    least: "admin",
    title: () => settingsWords().title,
    Screen: late(async () => (await import("../settings/Settings.tsx")).Settings),
  },
  {
    name: "guide",
    icon: "play",
    key: "b",
    least: "admin",
    title: () => guideWords().title,
    isHidden: () => guideAway.value,
    Screen: late(async () => (await import("../guide/Guide.tsx")).Guide),
  },
];

const allFor = (role: Role): Section[] => SECTIONS.filter(({ least }) => may(role, least));

/** The sections that a role may enter and is shown. */
export const sectionsFor = (role: Role): Section[] => allFor(role).filter(({ isHidden }) => !isHidden?.());

/** The section at an address, or the first where a role may not enter it or there is none. */
export const sectionAt = (name: string, role: Role): Section =>
  allFor(role).find((section) => section.name === name) ?? SECTIONS[0];
