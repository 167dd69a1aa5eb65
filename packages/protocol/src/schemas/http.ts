import * as v from "valibot";
import { InboxItem } from "../agent.ts";
import { TrainingStatus } from "../training-status.ts";
import { Content } from "../content.ts";
import { Decision, Understanding } from "../understanding.ts";
import {
  Article,
  CannedReply,
  DemoKnowledge,
  Intent,
  Knowledge,
  ModelCard,
  PublishModel,
  Removal,
  Replay,
  ReviewCluster,
  ReviewDecision,
} from "../knowledge.ts";
import { ChannelAccount, ChannelCheck } from "../channel-setup.ts";
import { InboxChange, InboxDetails, NewInbox, PastVersion, Restoring } from "../inbox.ts";
import { DeskAsked, DeskPage } from "../desk/list.ts";
import { DeskSettings } from "../desk/settings.ts";
import { DeskView } from "../desk/views.ts";
import { PushState } from "../push.ts";
import { SavedSettings, SettingsChange, UsualBot } from "../settings.ts";
import { Survey, SurveyResults } from "../surveys/survey.ts";
import { TaskEdit, TaskLink, TaskPage, TaskWithHistory } from "../tasks/task.ts";
import { Macro } from "../macro.ts";
import { ImportResult, KnowledgeImport } from "../import.ts";
import { IdentityKey, KeyChange, NewIdentityKey } from "../inbox.ts";
import { Report } from "../report.ts";
import {
  Drafted,
  LanguageModelChange,
  LanguageModelKept,
  LanguageModelUses,
  Translated,
  TranslationAsked,
} from "../language-model.ts";
import { SuggestionDays } from "../copilot.ts";
import { Scorecards } from "../quality/scorecard.ts";
import * as review from "../quality/review.ts";
import {
  BridgeCode,
  BridgeLink,
  Invitation,
  Member,
  MemberChange,
  NewLink,
  NewMember,
  PasswordChange,
  Setup,
  SetupOffer,
  SignedIn,
  SignIn,
} from "../team.ts";
import { ContactEdit, ContactNote, WholeContact } from "../contact.ts";
import {
  ContactChange,
  ContactConversation,
  ContactDetails,
  ContactImport,
  ContactImportResult,
  ContactMerging,
  ContactPage,
  Segment,
} from "../contact-list.ts";
import { SearchPage } from "../search.ts";
import { Nothing } from "./visitor.ts";

/** A route of the console's HTTP API: what its body is, if it has one, and what it answers, if that is JSON. */
export interface HttpRoute {
  body?: v.GenericSchema;
  value?: v.GenericSchema;
}

/** Who did what, when, and from where; e-mail addresses are hashed. */
const AuditEntry = v.object({
  at: v.number(),
  by: v.optional(v.string()),
  action: v.string(),
  target: v.string(),
  address: v.optional(v.string()),
});

const Tried = v.object({
  understanding: Understanding,
  decision: Decision,
  reply: v.optional(Content),
});

const { workspace, bot, guide, desk, routing, sla, quality } = SavedSettings.entries;
const OneSaved = v.union([workspace, bot, guide, desk, routing, sla, quality]);

/** Every route below `/api` (HTTP.md). */
export const httpApi = {
  "POST /setup/offer": { body: v.object({ token: v.string() }), value: SetupOffer },
  "POST /setup": { body: Setup, value: Member },
  "POST /session": { body: SignIn, value: SignedIn },
  "GET /session": { value: Member },
  "DELETE /session": { value: Nothing },
  "PUT /session/password": { body: PasswordChange, value: Nothing },
  "GET /audit": { value: v.array(AuditEntry) },
  "GET /team": { value: v.array(Member) },
  "POST /team": { body: NewMember, value: Invitation },
  "PATCH /team/:id": { body: MemberChange, value: Member },
  "POST /team/:id/invitation": { body: NewLink, value: Invitation },
  "GET /knowledge": { value: Knowledge },
  "PUT /knowledge/intents/:id": { body: Intent, value: Intent },
  "DELETE /knowledge/intents/:id": { body: Removal, value: Nothing },
  "PUT /knowledge/articles/:id": { body: Article, value: Article },
  "DELETE /knowledge/articles/:id": { body: Removal, value: Nothing },
  "PUT /knowledge/canned-replies/:shortcut": { body: CannedReply, value: CannedReply },
  "DELETE /knowledge/canned-replies/:shortcut": { body: Removal, value: Nothing },
  "GET /knowledge/demo": { value: DemoKnowledge },
  "POST /knowledge/demo": { value: DemoKnowledge },
  "DELETE /knowledge/demo": { value: DemoKnowledge },
  "GET /knowledge/export": {},
  "POST /knowledge/import": { body: KnowledgeImport, value: ImportResult },
  "POST /try": { body: v.object({ text: v.string(), inbox: v.optional(v.string()) }), value: Tried },
  "GET /training": { value: TrainingStatus },
  "POST /training": { value: TrainingStatus },
  "DELETE /training": { value: TrainingStatus },
  "GET /models": { value: v.array(ModelCard) },
  "POST /models/:version/publish": { body: PublishModel, value: v.array(ModelCard) },
  "GET /models/:version/replay": { value: Replay },
  "GET /review": { value: v.array(ReviewCluster) },
  "POST /review/:id": { body: ReviewDecision, value: Nothing },
  "GET /report": { value: Report },
  "GET /report/promises": {},
  "GET /report/suggestions": { value: SuggestionDays },
  "GET /scorecards": { value: Scorecards },
  "GET /scorecards/export": {},
  "GET /quality": { value: review.QualityTold },
  "GET /reviews": { value: v.array(review.Review) },
  "POST /reviews": { body: review.NewReview, value: review.Review },
  "POST /reviews/:id/appeal": { body: review.ReviewAppeal, value: review.Review },
  "POST /reviews/:id/decision": { body: review.ReviewDecided, value: review.Review },
  "GET /reviews/sample": { value: v.array(review.SampleItem) },
  "POST /reviews/sample": { body: review.Calibrate, value: Nothing },
  "GET /reviews/agreement": { value: review.ReviewAgreements },
  "GET /coaching": { value: v.array(review.CoachingNote) },
  "POST /coaching": { body: review.NewCoachingNote, value: review.CoachingNote },
  "DELETE /coaching/:id": { value: Nothing },
  "GET /contacts": { value: ContactPage },
  "POST /contacts": { body: ContactEdit, value: WholeContact },
  "GET /contacts/export": {},
  "POST /contacts/import": { body: ContactImport, value: ContactImportResult },
  "GET /contacts/:id": { value: ContactDetails },
  "PATCH /contacts/:id": { body: ContactChange, value: WholeContact },
  "DELETE /contacts/:id": { value: v.object({ left: v.array(v.string()) }) },
  "GET /contacts/:id/conversations": { value: v.array(ContactConversation) },
  "POST /contacts/:id/notes": { body: v.pick(ContactNote, ["id", "text"]), value: WholeContact },
  "DELETE /contacts/:id/notes/:noteId": { value: WholeContact },
  "POST /contacts/:id/merge": { body: ContactMerging, value: WholeContact },
  "POST /contacts/:id/unmerge": { body: v.object({ merge: v.string() }), value: WholeContact },
  "GET /search": { value: SearchPage },
  "GET /segments": { value: v.array(Segment) },
  "PUT /segments/:id": { body: v.omit(Segment, ["at", "by"]), value: Segment },
  "DELETE /segments/:id": { body: Removal, value: Nothing },
  "GET /macros": { value: v.array(Macro) },
  "PUT /macros/:id": { body: Macro, value: Macro },
  "DELETE /macros/:id": { body: Removal, value: Nothing },
  "GET /language-model": { value: LanguageModelKept },
  "PUT /language-model": { body: LanguageModelChange, value: LanguageModelKept },
  "GET /language-model/uses": { value: LanguageModelUses },
  "POST /conversations/:id/draft": { value: Drafted },
  "POST /conversations/:id/translation": { body: TranslationAsked, value: Translated },
  "GET /conversations": { value: v.array(InboxItem) },
  "GET /desk": { value: v.object({ settings: DeskSettings, views: v.array(DeskView) }) },
  "POST /desk/conversations": { body: DeskAsked, value: DeskPage },
  "PUT /desk/views/:id": { body: v.omit(DeskView, ["by"]), value: DeskView },
  "DELETE /desk/views/:id": { value: Nothing },
  "GET /surveys": { value: v.array(Survey) },
  "PUT /surveys/:id": { body: Survey, value: Survey },
  "DELETE /surveys/:id": { value: Nothing },
  "GET /surveys/:id/results": { value: SurveyResults },
  "GET /surveys/:id/export": {},
  "GET /tasks": { value: TaskPage },
  "GET /tasks/overdue": { value: v.object({ count: v.number() }) },
  "GET /tasks/:id": { value: TaskWithHistory },
  "PUT /tasks/:id": { body: TaskEdit, value: TaskWithHistory },
  "POST /tasks/:id/link": { value: TaskLink },
  "DELETE /tasks/:id/link": { value: TaskWithHistory },
  "GET /settings": { value: SavedSettings },
  "PUT /settings/:name": { body: SettingsChange, value: OneSaved },
  "GET /bot/usual": { value: UsualBot },
  "GET /settings/:name/history": { value: v.array(PastVersion) },
  "POST /settings/:name/restore": { body: Restoring, value: OneSaved },
  "GET /inboxes": {
    value: v.object({
      channels: v.array(v.string()),
      names: v.optional(v.record(v.string(), v.object({ en: v.string(), "zh-CN": v.string() }))),
      inboxes: v.array(InboxDetails),
    }),
  },
  "POST /inboxes": { body: NewInbox, value: InboxDetails },
  "GET /inboxes/:id": { value: InboxDetails },
  "PATCH /inboxes/:id": { body: InboxChange, value: InboxDetails },
  "GET /inboxes/:id/history": { value: v.array(PastVersion) },
  "POST /inboxes/:id/restore": { body: Restoring, value: InboxDetails },
  "GET /inboxes/:id/channel": { value: ChannelAccount },
  "POST /inboxes/:id/check": { value: ChannelCheck },
  "GET /inboxes/:id/push": { value: PushState },
  "POST /bridges/code": { value: BridgeCode },
  "GET /bridges/links": { value: v.array(BridgeLink) },
  "DELETE /bridges/links/:id": { value: Nothing },
  "GET /inboxes/:id/identity-keys": { value: v.array(IdentityKey) },
  "POST /inboxes/:id/identity-keys": { body: KeyChange, value: NewIdentityKey },
  "DELETE /inboxes/:id/identity-keys/:key": { body: KeyChange, value: Nothing },
} satisfies Record<string, HttpRoute>;
