/** What a conversation asks of who takes it. Those that follow from the same rule share one object: it is looked at once then. */
export interface Need {
  inboxId: string;
  /** The team that it is for; absent: any. */
  team?: string;
  /** Skills, and from which level on. */
  skills?: Readonly<Record<string, number>>;
  /** A tag of a language (BCP 47) that its agent has to speak. */
  language?: string;
  /** How much of an agent's capacity it takes, such as 1 for a chat and all of it for a call. More than 0. */
  weight: number;
}

/** A conversation that waits for a person. Times are milliseconds since 1970. */
export interface Waiting {
  id: string;
  need: Need;
  since: number;
  /** Until when somebody has to have taken it to keep what was promised. */
  due?: number;
  /** From 0, low, to 3, urgent. */
  priority: number;
  /** Before all others, whatever their priority. Only of whom that is proven. */
  vip?: boolean;
  /** The agent that they had last. */
  last?: string;
  /** The one agent that it was handed to: nobody else gets it. */
  only?: string;
  /** Those who were offered it and did not take it. */
  declined?: readonly string[];
}

export interface RoutableAgent {
  id: string;
  /** There, on shift, and takes conversations. */
  takes: boolean;
  capacity: number;
  /** The sum of the weights of what they have. */
  load: number;
  /** Since when they were given nothing, milliseconds since 1970. */
  idleSince: number;
  teams: readonly string[];
  skills: Readonly<Record<string, number>>;
  languages: readonly string[];
  /** Absent: all. */
  inboxes?: readonly string[];
}

/** Which conversation is next, and who gets it. Durations are milliseconds. */
export interface RoutingPolicy {
  /**
   * Among those of the same priority: who waits longest; or whose promise can still be kept, the one that is due first, and only then whose
   * promise is broken, or who is promised nothing.
   */
  order: "oldest" | "due";
  /** Among agents who fit alike: who was given nothing for longest, or who has the largest share of their capacity left. */
  tie: "idle" | "spare";
  /** Whether agents who can do little else come first, so that those who can do much stay free for what only they can do. */
  keepsSpecialists: boolean;
  /** For how long a conversation waits for the agent that it had last, while they take conversations and have no room. */
  lastFor: number;
  /** Waiting for so long counts as one priority more, up to urgent; 0: it counts nothing. */
  ageing: number;
  /** After which an agent is kept free for a conversation that needs more room than anybody has left; 0: never. */
  reserveAfter: number;
  /** Teams that take nothing now. */
  closed: readonly string[];
  /** Which team helps which other one, and after how long. */
  overflow: readonly { team: string; after: number; to: string }[];
}

export interface World {
  now: number;
  waiting: readonly Waiting[];
  agents: readonly RoutableAgent[];
  policy: RoutingPolicy;
}

/** A conversation and who gets it, with what it takes to say why. */
export interface Assignment {
  conversationId: string;
  agentId: string;
  /** Why this conversation is next: it is of a VIP, more urgent, became more urgent by waiting, is due, or waits longest. */
  next: "vip" | "priority" | "aged" | "due" | "oldest";
  /** Why this agent: it was handed to them, they had it last, nobody else could, they can do the least else, or by `tie`. */
  because: "only" | "last" | "alone" | "fits" | "idle" | "spare";
  /** How many agents could have had it at that moment, this one counted in. */
  among: number;
}

/** Why nobody gets a conversation: nobody can ever do it, its team is closed, who can has no room, or it waits for the agent it had. */
export type Unassigned = "nobody" | "closed" | "full" | "last";
