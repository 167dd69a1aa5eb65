import { ChatError, type ModelCard } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc, Store } from "../../../store/store.ts";
import { STATE } from "../state.ts";
import type { Lessons } from "../training/dataset.ts";
import { createArtefacts } from "./artefacts.ts";

/** Which models answer. The one document that says so changes in one step. */
export interface Published {
  version: number;
  at: number;
  by: string;
  canary?: { version: number; share: number } | undefined;
}

/** What a training run knows of its model. */
export type NewModel = Omit<ModelCard, "version" | "status" | "publishedAt" | "canary" | "bytes">;

type StoredModel = Doc & NewModel & { version: number; bytes: number; publishedAt?: number };
type Counter = Doc & { last: number };

export const MODELS = defineCollection<StoredModel>("models", { owner: "nlu", refersTo: ["artefacts"] });

/** Models that are kept besides those that answer. */
const KEPT = 5;

/** The models in a store. */
export type Models = ReturnType<typeof createModels>;

/** Opens the models of a store: cards, artefacts, the examples each was made of, and which of them answers. */
export function createModels({ store, now }: { store: Store; now: () => number }) {
  const cards = MODELS.open(store);
  const serving = STATE.open<Doc & Published>(store);
  const counter = STATE.open<Counter>(store);
  const artefacts = createArtefacts(store);
  const nameOf = (version: number) => `model-${version}`;
  const lessonsOf = (version: number) => `model-${version}-lessons`;

  async function published(): Promise<Published | undefined> {
    return serving.findOne({ _id: "serving" });
  }

  async function list(): Promise<ModelCard[]> {
    const [all, current] = await Promise.all([cards.find({}, { sort: { version: -1 } }), published()]);
    return all.map((card) => toCard(card, current));
  }

  async function remove(version: number): Promise<void> {
    await cards.remove({ _id: nameOf(version) });
    await artefacts.remove(nameOf(version));
    await artefacts.remove(lessonsOf(version));
  }

  async function prune(): Promise<void> {
    const current = await published();
    const all = await cards.find({}, { sort: { version: -1 } });
    for (const { version } of all.slice(KEPT)) {
      if (version !== current?.version && version !== current?.canary?.version) await remove(version);
    }
  }

  return {
    published,
    list,
    /** Forgets a model that nobody is answered by. */
    remove,

    /** Keeps a model as a candidate, and forgets the oldest. Resolves to its version. */
    async add(model: NewModel, artefact: Uint8Array, lessons: Lessons): Promise<number> {
      const counted = await counter.update({ _id: "versions" }, { $inc: { last: 1 } }, { upsert: true });
      const version = counted?.last ?? 1;
      await artefacts.save(nameOf(version), artefact);
      await artefacts.save(lessonsOf(version), Buffer.from(JSON.stringify(lessons)));
      await cards.insert({ ...model, _id: nameOf(version), version, bytes: artefact.length });
      await prune();
      return version;
    },

    async card(version: number): Promise<ModelCard> {
      const card = (await list()).find((card) => card.version === version);
      if (!card) throw new ChatError("notFound", `There is no model ${version}.`);
      return card;
    },

    /** A model's bytes and what it was taught; nothing if they are gone. */
    async load(version: number): Promise<{ artefact: Uint8Array; lessons: Lessons } | undefined> {
      const [artefact, lessons] = await Promise.all([
        artefacts.load(nameOf(version)),
        artefacts.load(lessonsOf(version)),
      ]);
      if (!artefact || !lessons) return undefined;
      return { artefact, lessons: JSON.parse(Buffer.from(lessons).toString()) as Lessons };
    },

    /** Makes a model the one that answers everybody. */
    async publish(version: number, by: string): Promise<void> {
      const at = now();
      await serving.update(
        { _id: "serving" },
        { $set: { version, at, by }, $unset: { canary: true } },
        { upsert: true },
      );
      await cards.update({ version }, { $set: { publishedAt: at } });
    },

    /** Lets a model answer a share of the conversations besides the published one; 0 takes it back. */
    async tryOut(version: number, share: number): Promise<void> {
      const current = await published();
      if (!current) throw new ChatError("invalid", "No model is published yet, so none can be tried beside it.");
      if (current.version === version) throw new ChatError("invalid", `Model ${version} is published already.`);
      const change = share > 0 ? { $set: { canary: { version, share } } } : { $unset: { canary: true as const } };
      const changed = await serving.update({ _id: "serving", version: current.version }, change);
      if (!changed) throw new ChatError("conflict", "Another model was published in the meantime.");
    },
  };
}

function toCard({ _id, ...card }: StoredModel, current: Published | undefined): ModelCard {
  if (card.version === current?.version) return { ...card, status: "published", publishedAt: current.at };
  const canary = card.version === current?.canary?.version ? { canary: current.canary.share } : {};
  const retired = card.publishedAt !== undefined && canary.canary === undefined;
  return { ...card, ...canary, status: retired ? "retired" : "candidate" };
}
