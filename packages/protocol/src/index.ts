/** What Parley's engine, widget and console agree on. `SPEC.md` says what it means. */
export { PROTOCOL_VERSION, SUPPORTED_VERSIONS } from "./version.ts";
export {
  ChatError,
  ERROR_STATUS,
  RETRYABLE,
  type ChatErrorOptions,
  type ErrorCode,
  type Reply,
  type WireError,
} from "./errors.ts";
export { newId } from "./ids.ts";
export { Choice, Content, Id, Locale, MAX_TEXT_LENGTH, Source, Text, VisitorContent } from "./content.ts";
export { Decision, Entity, Guess, Sentiment, Understanding } from "./understanding.ts";
export {
  AgentRef,
  Author,
  ConversationEvent,
  EscalationReason,
  forVisitor,
  Handover,
  Happening,
  Insight,
  type MessageEvent,
} from "./event.ts";
export { advance, Conversation, ConversationState, type ConversationStatus } from "./conversation.ts";
export {
  EndConversation,
  Hello,
  HistoryRequest,
  Judgement,
  LogPage,
  Page,
  Profile,
  Rating,
  ReadMarker,
  Receipt,
  SendMessage,
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
  Availability,
  Heads,
  InboxItem,
  InConversation,
  OpenConversation,
  Presence,
  ReleaseConversation,
  Role,
  TrainingStatus,
  TransferConversation,
  Visitor,
  type AgentEvents,
  type AgentPushes,
  type AgentWelcome,
  type OpenedConversation,
} from "./agent.ts";
export {
  Invitation,
  Member,
  MemberChange,
  NewMember,
  Password,
  PasswordChange,
  Setup,
  SetupOffer,
  SignIn,
} from "./team.ts";
export {
  Article,
  CannedReply,
  ExampleProblem,
  Failure,
  FIRST_START,
  ImportResult,
  Intent,
  IntentScore,
  Knowledge,
  KnowledgeImport,
  ModelCard,
  PublishModel,
  Regression,
  Replay,
  ReplayChange,
  ReviewCluster,
  ReviewDecision,
} from "./knowledge.ts";
export { Report } from "./report.ts";
export { variant } from "./variant.ts";
