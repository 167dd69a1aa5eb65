import type { ToolTexts } from "./tool-texts.ts";

/** French. */
export const tools: ToolTexts = {
  emoji: "Émojis",
  recent: "Récents",
  faces: "Visages",
  hands: "Gestes et personnes",
  things: "Objets",
  record: "Enregistrer un message vocal",
  cancel: "Annuler l’enregistrement",
  send: "Envoyer le message vocal",
  refused: "Le micro n’est pas autorisé ici. Autorisez-le dans les réglages du navigateur pour cette page.",
  none: "Aucun micro n’est disponible.",
};
