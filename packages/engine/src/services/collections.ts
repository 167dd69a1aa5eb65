import type { Declared } from "../store/collections.ts";
import type { Doc } from "../store/store.ts";
import { EPISODES } from "./analytics/facts.ts";
import { FOLLOWING } from "./analytics/followed.ts";
import { MEASURED } from "./analytics/measuring.ts";
import { COACHING, REVIEWS, SAMPLED_WEEKS, SAMPLES } from "./analytics/reviews/stored.ts";
import { ANSWERED } from "./dialog/answered.ts";
import { BRIDGE_THREADS } from "./dialog/bridges/threads.ts";
import { CHANNEL_HEALTH } from "./dialog/channels/health.ts";
import { CHANNEL_MEMORY } from "./dialog/channels/memory.ts";
import { CHANNEL_FILES } from "./dialog/channels/stored-files.ts";
import { CHANNEL_THREADS } from "./dialog/channels/threads.ts";
import { CLAIMING } from "./dialog/claiming.ts";
import { CONTINUATIONS } from "./dialog/continuing/stored.ts";
import { DESK_VIEWS, PLANNED } from "./dialog/desk/stored.ts";
import { SURVEY_ASKS, SURVEY_CLAIMS, SURVEYS } from "./dialog/surveys/stored.ts";
import { PROMISES_KEPT } from "./dialog/sla/kept.ts";
import { TASKS } from "./dialog/tasks/stored.ts";
import { DEVICES } from "./dialog/push/stored.ts";
import { DELIVERIES } from "./dialog/deliveries/stored.ts";
import { COMMON_ANSWERS, LANGUAGE_MODEL_DAYS, SENT_ANSWERS, SUGGESTED } from "./dialog/copilot/stored.ts";
import { MACROS } from "./dialog/copilot/macros.ts";
import { FILE_KEYS, FILES } from "./dialog/files/stored.ts";
import { SITE_INVITATIONS } from "./dialog/live/stored.ts";
import { CONVERSATIONS } from "./dialog/stored-heads.ts";
import { EVENTS } from "./dialog/events.ts";
import { SEARCH_KEYS, SEARCH_SPANS, SEARCH_STATE } from "./dialog/search/stored.ts";
import { INBOXES } from "./dialog/stored-inboxes.ts";
import { WORKSPACE_SETTINGS } from "./dialog/settings/settings.ts";
import { SETTINGS_HISTORY } from "./dialog/settings/history.ts";
import { ARTICLES, CANNED_REPLIES, INTENTS } from "./nlu/knowledge/documents.ts";
import { QUESTIONS } from "./nlu/review/questions.ts";
import { REVIEW } from "./nlu/review/review.ts";
import { ARTEFACTS } from "./nlu/serving/artefacts.ts";
import { MODELS } from "./nlu/serving/models.ts";
import { STATE } from "./nlu/state.ts";
import { AUDIT, KEYS } from "./users/audit.ts";
import { AVAILABILITY } from "./users/availability.ts";
import { BRIDGE_CODES, BRIDGE_LINKS } from "./users/bridged.ts";
import { CONTACTS } from "./users/contacts/cards.ts";
import { SEGMENTS } from "./users/contacts/segments.ts";
import { INVITATIONS, OWNER_LINKS } from "./users/invitations.ts";
import { MEMBERS } from "./users/members.ts";
import { MENTIONS } from "./users/mentions.ts";
import { WORKED } from "./users/working/stored.ts";
import { SESSIONS } from "./users/sessions.ts";
import { LINK_CODES } from "./users/proving/link-codes.ts";
import { PROVEN_VALUES } from "./users/proving/proven-values.ts";
import { FAILURES, KNOWN_ADDRESSES } from "./users/throttle.ts";
import { IDENTITY_KEYS } from "./users/signed/keys.ts";
import { SIGNED_USERS } from "./users/signed/sign-in.ts";
import { VISITOR_TOKENS } from "./users/visitor-tokens.ts";
import { VISITORS } from "./users/visitors.ts";

const ofDialog = [INBOXES, SETTINGS_HISTORY, WORKSPACE_SETTINGS, CONVERSATIONS, EVENTS, ANSWERED, CLAIMING, DELIVERIES];
const ofChannels = [CHANNEL_MEMORY, CHANNEL_FILES, CHANNEL_HEALTH, CHANNEL_THREADS, CONTINUATIONS, DEVICES];
const ofBridges = [BRIDGE_THREADS, BRIDGE_LINKS, BRIDGE_CODES];
const ofSearch = [SEARCH_SPANS, SEARCH_STATE, SEARCH_KEYS];
const ofDesk = [PLANNED, DESK_VIEWS, PROMISES_KEPT, TASKS, SURVEYS, SURVEY_ASKS, SURVEY_CLAIMS, SITE_INVITATIONS];
const ofCopilot = [SENT_ANSWERS, COMMON_ANSWERS, SUGGESTED, LANGUAGE_MODEL_DAYS, MACROS];
const ofFiles = [FILES, FILE_KEYS];
const ofPeople = [CONTACTS, SEGMENTS, VISITORS, VISITOR_TOKENS, MEMBERS, SESSIONS, INVITATIONS, OWNER_LINKS];
const ofTeam = [AVAILABILITY, MENTIONS, WORKED];
const ofSigned = [SIGNED_USERS, IDENTITY_KEYS, PROVEN_VALUES, LINK_CODES];
const ofTrail = [AUDIT, KEYS, FAILURES, KNOWN_ADDRESSES];
const ofNlu = [INTENTS, ARTICLES, CANNED_REPLIES, MODELS, ARTEFACTS, STATE, REVIEW, QUESTIONS];
const ofAnalytics = [EPISODES, FOLLOWING, MEASURED, REVIEWS, SAMPLES, SAMPLED_WEEKS, COACHING];

/** Every collection of every service: what a backup orders, the doctor looks for, and erasure must reach. */
export const COLLECTIONS = [
  ofDialog,
  ofChannels,
  ofBridges,
  ofDesk,
  ofFiles,
  ofSearch,
  ofCopilot,
  ofPeople,
  ofTeam,
  ofSigned,
  ofTrail,
  ofNlu,
  ofAnalytics,
].flat() as unknown as readonly Declared<Doc & Record<string, unknown>>[];
