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
  bell: "M’avertir quand il y a une réponse",
  noBell: "Les notifications ne sont pas autorisées ici. Autorisez-les dans le navigateur pour cette page.",
  bellFailed: "Ce navigateur n’a pas pu être joint. Réessayez plus tard.",
};
