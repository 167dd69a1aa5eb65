import type { Classifier, TrainedModel, TrainingInput, TrainingOptions } from "../model/model.ts";

/** Makes models of examples, and classifiers of models. */
export interface Trainer {
  train: (input: TrainingInput, options?: TrainingOptions) => Promise<TrainedModel>;
  load: (artefact: Uint8Array) => Promise<Classifier>;
}
