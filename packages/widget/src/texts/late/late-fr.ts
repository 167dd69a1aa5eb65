import { plural } from "./plural.ts";
import type { LateTexts } from "./late-texts.ts";

/** French. */
export const late: LateTexts = {
  stopWaiting: "Ne plus attendre",
  agentsOnline: plural("fr", { one: "# conseiller en ligne", other: "# conseillers en ligne" }),
  nobodyOnline: "Personne n’est en ligne pour le moment. Laissez votre message ; nous répondrons ici.",
  likelyWait: ({ from, until }) => (from > 0 ? `Environ ${from} à ${until} min` : `${until} min au plus`),
  joined: (name) => `${name} a rejoint la conversation`,
  backToBot: "L’assistant est de retour",
  backToQueue: "De retour dans la file d’attente",
  closed: "Cette conversation est terminée",
  overdue:
    "Tout le monde est encore occupé. Vous gardez votre place ; laissez un message ou un e-mail, nous répondrons ici.",
  rated: (score) => `Votre note : ${score} sur 5`,
  rate: "Comment s’est passée cette conversation ?",
  scores: ["Très mal", "Mal", "Moyen", "Bien", "Très bien"],
  comment: "Souhaitez-vous ajouter quelque chose ? (facultatif)",
  submit: "Envoyer la note",
};
