/** The wire as data, for tools: which schema each request, answer, push and body is held to. JSON Schema is made of it. */
export { agentWire } from "./agent.ts";
export { Refusal } from "./errors.ts";
export { httpApi, type HttpRoute } from "./http.ts";
export { visitorWire, type Wire } from "./visitor.ts";
