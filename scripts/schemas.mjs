// JSON Schema of the wire, made by the build from the schemas that the engine holds it to: packages/protocol/dist/json.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as protocol from "@parley/protocol";
import { agentWire, httpApi, Refusal, visitorWire } from "@parley/protocol/schemas";
import { toJsonSchema, toJsonSchemaDefs } from "@valibot/to-json-schema";

const folder = fileURLToPath(new URL("../packages/protocol/dist/json/", import.meta.url));

/** What is used in more than one place, and named by people. */
const named = ({
  AgentContent,
  Article,
  CannedReply,
  Content,
  Conversation,
  ConversationEvent,
  InboxItem,
  Insight,
  Intent,
  LogPage,
  ...rest
}) => {
  const { Member, ModelCard, Profile, Receipt, TrainingStatus, Understanding, Visitor, VisitorContent } = rest;
  const ofAll = {
    AgentContent,
    Content,
    Conversation,
    ConversationEvent,
    Insight,
    LogPage,
    Profile,
    Receipt,
    Understanding,
    VisitorContent,
  };
  return { ...ofAll, Article, CannedReply, InboxItem, Intent, Member, ModelCard, TrainingStatus, Visitor };
};
const definitions = { ...named(protocol), Refusal };

// What JSON Schema has no word for (trimming, lone surrogates) is said in SPEC.md.
const how = { errorMode: "ignore", typeMode: "input", target: "draft-2020-12", definitions };

/** A schema that refers to the named ones. */
function ofSchema(schema) {
  const { $schema: _dialect, $defs: _named, ...rest } = toJsonSchema(schema, how);
  return rest;
}

const each = (parts, make) => Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, make(part)]));

const ofWire = ({ auth, requests, notices, pushes }) => ({
  auth: ofSchema(auth),
  requests: each(requests, ({ input, value }) => ({ input: ofSchema(input), value: ofSchema(value) })),
  notices: each(notices, ofSchema),
  pushes: each(pushes, ofSchema),
  refusal: ofSchema(Refusal),
});

function write(name, title, parts) {
  const $defs = toJsonSchemaDefs(definitions, how);
  const text = JSON.stringify({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `Parley protocol ${protocol.PROTOCOL_VERSION}: ${title}`,
    ...parts,
    $defs,
  });
  const unknown = [...text.matchAll(/"#\/\$defs\/(\w+)"/g)].find(([, one]) => !Object.hasOwn($defs, one));
  if (unknown)
    throw new Error(`${name} refers to ${unknown[0]}: what is used in it must be among those that are named.`);
  writeFileSync(join(folder, name), `${text}\n`);
}

mkdirSync(folder, { recursive: true });
write("visitor.json", "namespace /visitor", ofWire(visitorWire));
write("agent.json", "namespace /agent", ofWire(agentWire));
write("http.json", "the console's HTTP API", { routes: each(httpApi, (route) => each(route, ofSchema)) });
