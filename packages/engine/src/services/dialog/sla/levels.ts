import {
  Hours,
  type Inbox,
  type Promised,
  type RoutingSettings,
  type SavedSettings,
  type SlaPolicy,
} from "@parley/protocol";
import * as v from "valibot";
import type { Head } from "../head.ts";
import { createNeeds } from "../routing/needs.ts";
import { createHolding } from "../settings/holding.ts";
import type { Settings } from "../settings/settings.ts";
import { type DueTime, dueTimes } from "./due-times.ts";
import { serviceOf } from "./facts.ts";
import { type Holding, type Policies, policyFor } from "./policies.ts";
import { createVips, type VisitorOf } from "./vips.ts";

export interface LevelParts {
  settings: Pick<Settings, "current">;
  /** All, as they were a second ago at most. */
  inboxes: () => Promise<readonly Inbox[]>;
  /** Nobody is known to be a VIP without it. */
  visitorOf?: VisitorOf | undefined;
  now: () => number;
  onError: (error: unknown) => void;
}

/** The policies as they are, and how often what they follow from was changed. */
export interface Levels extends Policies {
  version: number;
  routing: RoutingSettings;
}

/** What lists know of promises. */
export interface PromisedIn {
  /** When there is something to be recorded. */
  promiseAt?: number | undefined;
  /** By which version of the policies that is. */
  promisedBy?: number | undefined;
}

/** Conversations of which it is known until when a reply is promised. */
const KNOWN = 20_000;

/** What holds for whom: service levels as they are set. */
export function createLevels({ settings, inboxes, visitorOf = async () => undefined, now, onError }: LevelParts) {
  const isVip = createVips(visitorOf, now, onError);
  const replies = new Map<string, { seq: number; version: number; due: number | undefined }>();
  const known = createHolding(async () => levelsOf(await settings.current(), await inboxes()));

  async function holding(head: Head): Promise<(Holding & { levels: Levels }) | undefined> {
    const service = serviceOf(head);
    if (!service) return undefined;
    const levels = await known.get();
    if (!levels) return undefined;
    const vip = needsVip(levels) && (await isVip(head.conversation.visitorId, levels.routing.vip));
    const held = policyFor(head.conversation, service, { levels, vip });
    return held && { ...held, levels };
  }

  return {
    /** The policies; nothing where there are none. */
    current: () => known.get(),
    /** What is promised in a conversation, by whom and in which hours. */
    holding,

    /** What lists are to know of it. */
    async listed(head: Head): Promise<PromisedIn> {
      const { status } = head.conversation.state;
      if (status !== "queued" && status !== "agent") return {};
      const levels = await known.get();
      if (!levels) return {};
      const held = await holding(head);
      const next = held && nextRecord(head, held, now());
      return { promisedBy: levels.version, ...(next && { promiseAt: next.when }) };
    },

    /** Until when who waits is promised a reply; nothing where they are not. Cheap where nothing has happened since it was asked. */
    async replyDue(head: Head): Promise<number | undefined> {
      const { id, seq } = head.conversation;
      const version = (await known.get())?.version;
      const service = serviceOf(head);
      if (!service || version === undefined) return undefined;
      const before = replies.get(id);
      if (before?.seq === seq && before.version === version) return before.due;
      const held = await holding(head);
      const all = held ? dueTimes(service, held.policy, held.hours, now()) : [];
      const due = all.find(({ of }) => of !== "resolution")?.at;
      if (replies.size >= KNOWN) replies.clear();
      replies.set(id, { seq, version, due });
      return due;
    },

    /** How the promises of a conversation stand, for the team. */
    async shown(head: Head): Promise<Promised[] | undefined> {
      const [service, held] = [serviceOf(head), await holding(head)];
      if (!held || !service) return undefined;
      const due = dueTimes(service, held.policy, held.hours, now());
      return due.length > 0 ? due.map(toShow) : undefined;
    },
  };
}
export type ServiceLevels = ReturnType<typeof createLevels>;

const toShow = ({ of, at, near, left }: DueTime): Promised =>
  at === undefined ? { of, left } : { of, at, ...(near !== undefined && { near }) };

const needsVip = ({ policies }: Levels) => policies.some(({ when }) => when.vip !== undefined);

function levelsOf(saved: SavedSettings, inboxes: readonly Inbox[]): Levels | undefined {
  const { sla, routing, workspace } = saved;
  if (sla.value.policies.length === 0) return undefined;
  const versions = [sla.version, routing.version, workspace.version, ...inboxes.map(({ version = 0 }) => version)];
  return {
    policies: sla.value.policies,
    needs: createNeeds(routing.value),
    hoursOf: hoursOf(routing.value, workspace.value.hours, inboxes),
    routing: routing.value,
    version: versions.reduce((sum, version) => sum + version, 0),
  };
}

function hoursOf({ teams }: RoutingSettings, usual: Hours | undefined, inboxes: readonly Inbox[]): Policies["hoursOf"] {
  // Read once, not for each conversation: whether there is such a zone is slow to find out.
  const known = new Map<string, Hours | undefined>();
  const ofInbox = (inboxId: string): Hours | undefined => {
    if (known.has(inboxId)) return known.get(inboxId);
    const own = v.safeParse(Hours, inboxes.find(({ id }) => id === inboxId)?.settings["hours"]);
    const hours = own.success ? own.output : usual;
    known.set(inboxId, hours);
    return hours;
  };
  return (by: SlaPolicy["counts"], inboxId: string, team: string | undefined) => {
    if (by === "always") return undefined;
    const ofTeam = by === "team" ? teams.find(({ id }) => id === team)?.hours : undefined;
    return ofTeam ?? ofInbox(inboxId);
  };
}

/** What is to be recorded next of a conversation, and when. */
export interface Record extends DueTime {
  is: "near" | "missed";
  when: number;
}

/** What was not recorded yet and is due first; nothing where nothing is promised or time does not count. Pure. */
export function nextRecord(
  head: Head,
  { policy, hours }: Pick<Holding, "policy" | "hours">,
  now: number,
): Record | undefined {
  const service = serviceOf(head);
  if (!service) return undefined;
  const records = dueTimes(service, policy, hours, now).flatMap((due): Record[] => {
    const told = (is: Record["is"]) => service.told.includes(`${is}:${due.of}`);
    if (due.at === undefined || told("missed")) return [];
    const missed = { ...due, is: "missed", when: due.at } as const;
    // Who was not there to warn in time does not warn any more.
    if (due.near === undefined || told("near") || due.at <= now) return [missed];
    return [{ ...due, is: "near", when: due.near }];
  });
  return records.toSorted((one, other) => one.when - other.when)[0];
}
