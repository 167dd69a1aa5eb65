/** What Parley's engine, widget and console agree on. `SPEC.md` says what it means. */
export { PROTOCOL_VERSION, SUPPORTED_VERSIONS, Version } from "./version.ts";
export { Macro, MacroAct, type MacroEvents, type MacroOutcome, RunMacro } from "./macro.ts";
export { blankIn, fillBlanks, type Known, knownFor } from "./blanks.ts";
export * from "./language-model.ts";
export { ArticleSearch, FoundArticles, Suggestion, SuggestionCounts, SuggestionDays, Suggestions } from "./copilot.ts";
export {
  ChatError,
  ERROR_STATUS,
  RETRYABLE,
  type ChatErrorOptions,
  type ErrorCode,
  type Reply,
  type WireError,
} from "./errors.ts";
export { DeskSettings, DeskTag, TAG_COLOURS, WrapUpCode } from "./desk/settings.ts";
export { Desk, deskAfter, MOST_TAGS } from "./desk/desk.ts";
export { CloseConversation, MergeConversation, SnoozeConversation, TagConversation } from "./desk/asks.ts";
export { TrainingStatus } from "./training-status.ts";
export { Plan, Planned, Unplan } from "./desk/planned.ts";
export { DeskFilter, DeskSort, DeskView } from "./desk/views.ts";
export { DeskAsked, DeskPage } from "./desk/list.ts";
export { awaitedSince, dueAt, fits, type Looking } from "./desk/fits.ts";
export * from "./tasks/task.ts";
export * from "./surveys/survey.ts";
export { newId } from "./ids.ts";
export { may } from "./roles.ts";
export { AgentContent, Content, FileContent, SentContent, SentFile, Source, VisitorContent } from "./content.ts";
export { Choice, Id, Locale, MAX_TEXT_LENGTH, Text } from "./text.ts";
export {
  Answers,
  type BotCard,
  BotCards,
  Card,
  type CardButton,
  Form,
  FormField,
  FormProblem,
  Place,
  Price,
  Quoted,
} from "./rich.ts";
export {
  FILE_BYTES,
  FILE_KINDS,
  FileKind,
  FileLimits,
  FileProblem,
  FilesRequest,
  FilesSettings,
  FilesTicket,
  FileType,
  SharedFile,
} from "./file.ts";
export { LiveSettings } from "./live-settings.ts";
export * from "./live.ts";
export { PushKind, PushOffer, PushSettings, PushState, PushTarget, Subscribe, Unsubscribe } from "./push.ts";
export { LanguageTag, SpokenLanguage } from "./language.ts";
export { nearestLanguage } from "./nearest-language.ts";
export { isServed, servedLanguages, servedTag } from "./served-languages.ts";
export { isAttribute } from "./nearest-words.ts";
export { HOLIDAY_YEARS, yearToCome } from "./holiday-years.ts";
export { Wait } from "./wait.ts";
export { NO_ROUTING, ROUTING_MODES, RoutedAgent, RoutingRule, RoutingSettings, Team } from "./routing.ts";
export { Availability, Presence, SetAvailability } from "./presence.ts";
export { routed } from "./routed.ts";
export { PassedOver, Why } from "./why.ts";
export { Decision, Entity, Guess, Sentiment, SignalName, Signals, Understanding } from "./understanding.ts";
export {
  AgentRef,
  Attempt,
  Author,
  ConversationEvent,
  EscalationReason,
  Handover,
  Happening,
  Insight,
  languageOf,
  type MessageEvent,
} from "./event.ts";
export { forAgent, pageForAgent, SURVEY_SECRET, withoutSurveyLinks } from "./for-agent.ts";
export { agentForVisitor, authorForVisitor, forVisitor, PROMISED } from "./for-visitor.ts";
export { advance, Conversation, ConversationState, type ConversationStatus, FIRST_INBOX } from "./conversation.ts";
export {
  IdentityKey,
  Inbox,
  InboxChange,
  InboxDetails,
  KeyChange,
  NewIdentityKey,
  NewInbox,
  PastVersion,
  Restoring,
} from "./inbox.ts";
export { Looks, OWN_TEXTS, WebSettings } from "./looks.ts";
export { BOT_PHRASES, BotPhrases, type BotPhrase } from "./bot-phrases.ts";
export { asksIn, leaveIn } from "./asked-in.ts";
export { Agreement, Asked, AskedField, Asks, AsksSettings } from "./asks.ts";
export { Leave, LeaveSettings } from "./leave.ts";
export { type Dress, dressOf } from "./dress.ts";
export { pictureIn } from "./logo.ts";
export { readStored } from "./stored.ts";
export { type TagOptions, tagOptions } from "./tag-options.ts";
export {
  BotSettings,
  GUIDE_STEPS,
  GuideSettings,
  SavedSettings,
  SETTINGS,
  SettingsChange,
  type SettingsName,
  UsualBot,
  WorkspaceSettings,
} from "./settings.ts";
export { PromiseCount, PromiseDeeds, Promised, PromiseOf, PROMISES, SlaPolicy, SlaSettings } from "./sla.ts";
export { Hours, isZone, Span } from "./hours.ts";
export {
  Consent,
  Contact,
  CONTACT_LIMITS,
  ContactEdit,
  ContactMerge,
  ContactNote,
  Identity,
  WholeContact,
} from "./contact.ts";
export {
  ContactChange,
  ContactConversation,
  ContactFile,
  ContactDetails,
  ContactFilter,
  ContactImport,
  ContactImportResult,
  ContactMerging,
  ContactPage,
  CONTACTS_SEARCHED,
  ContactSort,
  Segment,
} from "./contact-list.ts";
export { Findings, FindRequest, FoundOwn, OwnPage } from "./find.ts";
export { FoundPage, FoundWords, SearchPage } from "./search.ts";
export { ChannelAccount, ChannelCheck, ChannelSetup } from "./channel-setup.ts";
export { isOver, ReplyWindow, type WindowNow, windowNow } from "./reply-window.ts";
export { Delivery, DeliveryCause, type DeliveryState } from "./delivery.ts";
export { type IdentityState, ProofProblem, RefusedField } from "./identity-state.ts";
export {
  EndConversation,
  Hello,
  HistoryRequest,
  Introduced,
  Introduction,
  Judgement,
  LogPage,
  Page,
  Profile,
  Proof,
  Rating,
  ReadMarker,
  ReadTo,
  Receipt,
  SendMessage,
  StopWaiting,
  SYNC_PAGE,
  SyncRequest,
  VISITOR_NAMESPACE,
  VisitorAuth,
  Welcome,
  type QueuePlace,
  type Typing,
  type VisitorEvents,
  type VisitorPushes,
} from "./visitor.ts";
export {
  AGENT_NAMESPACE,
  AgentAuth,
  AgentHistory,
  AgentMessage,
  AgentNote,
  AgentSync,
  ClaimConversation,
  Heads,
  InboxItem,
  InConversation,
  Mention,
  OpenConversation,
  ReleaseConversation,
  ResendMessage,
  Role,
  TransferConversation,
  Visitor,
  type AgentEvents,
  type AgentPushes,
  type AgentWelcome,
  Attendance,
  type Compared,
  Visit,
  type OpenedConversation,
} from "./agent.ts";
export { Way } from "./way.ts";
export {
  BridgeCode,
  BridgeLink,
  Invitation,
  Member,
  MemberChange,
  NewMember,
  Password,
  PasswordChange,
  Setup,
  SetupOffer,
  SignIn,
  NewLink,
  SignedIn,
  inboxesOf,
  type Seeing,
  sees,
} from "./team.ts";
export {
  Article,
  CannedReply,
  Folder,
  DemoKnowledge,
  ExampleProblem,
  Failure,
  FIRST_START,
  Intent,
  isFor,
  IntentScore,
  Knowledge,
  ModelCard,
  PublishModel,
  Regression,
  Removal,
  Replay,
  ReplayChange,
  ReviewCluster,
  ReviewDecision,
  Tone,
} from "./knowledge.ts";
export * from "./import.ts";
export { Report } from "./report.ts";
export * from "./quality/index.ts";
export { byName, variant } from "./variant.ts";
