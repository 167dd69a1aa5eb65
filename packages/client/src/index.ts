export { backOff } from "./back-off.ts";
export { catchUp } from "./catch-up.ts";
export { emptyLog, hasOlder, isBehind, type Log, receive, take } from "./log.ts";
export { prepend } from "./older.ts";
export { memoryOutboxStore, openOutboxStore, type OutboxStore } from "./outbox-store.ts";
export { createOutbox, type Entry, type Outbox, type OutboxOptions } from "./outbox.ts";
export { attempt, type Kept, openStorage, parse, stringify } from "./storage.ts";
export { exclusively } from "./tabs.ts";
export { sayTyping, TYPING_LASTS } from "./typing.ts";
