/**
 * Parley's engine, to run by itself or inside an Express app.
 *
 * @example
 * const engine = await createEngine({ store: "./data" });
 * app.use(engine.app);
 * engine.attach(app.listen(8080));
 */
export { type Config, readConfig } from "./config.ts";
export { createEngine, type Engine, type EngineOptions } from "./engine.ts";
export type {
  ChannelKit,
  ChannelType,
  Connection,
  Incoming,
  IncomingFile,
  Memory,
  Outgoing,
  PlatformReceipt,
  Setup,
  SetupField,
  Standing,
  Whose,
  Words,
} from "./spine/port.ts";
export { phone } from "./channels/phone/phone.ts";
export { espeak } from "./channels/phone/espeak.ts";
export type { Speech } from "./channels/phone/speech.ts";
export type { OutgoingFile, Part, Shows } from "./spine/render.ts";
export type { Answer, Answerer, AnswerPart, BotTurn, GivenAnswerer } from "./services/dialog/answerers/port.ts";
export type { Collection, Store } from "./store/store.ts";
