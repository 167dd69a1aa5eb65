import * as v from "valibot";
import { type InvitationState, Invite, type LivePlace, type Onlooker, type OnSite, OnSiteAsked } from "../live.ts";
import { Page } from "../visitor.ts";
import { Nothing } from "./visitor.ts";

const State = v.picklist(["sent", "shown", "dismissed", "answered", "left"]) satisfies v.GenericSchema<InvitationState>;

const PlaceSchema = v.object({
  country: v.optional(v.string()),
  city: v.optional(v.record(v.string(), v.string())),
}) satisfies v.GenericSchema<LivePlace>;

const Going = v.object({
  id: v.string(),
  status: v.picklist(["bot", "queued", "agent"]),
  agent: v.optional(v.string()),
});

const OnlookerSchema = v.object({
  id: v.string(),
  inboxId: v.string(),
  page: Page,
  from: v.optional(v.string()),
  locale: v.string(),
  visits: v.number(),
  place: v.optional(PlaceSchema),
  since: v.number(),
  at: v.number(),
  name: v.optional(v.string()),
  verified: v.optional(v.literal(true)),
  conversation: v.optional(Going),
  invited: v.optional(v.object({ by: v.string(), state: State })),
  quiet: v.optional(v.literal(true)),
}) satisfies v.GenericSchema<Onlooker>;

const Sent = v.object({ id: v.string(), to: v.string(), state: State, conversationId: v.optional(v.string()) });

const OnSiteSchema = v.object({
  people: v.array(OnlookerSchema),
  total: v.number(),
  on: v.boolean(),
  invitations: v.array(Sent),
}) satisfies v.GenericSchema<OnSite>;

/** Requests about who is on the sites (SPEC O). */
export const liveRequests = {
  onSite: { input: OnSiteAsked, value: OnSiteSchema },
  invite: { input: Invite, value: Nothing },
};
