import type { FindTexts } from "./find-texts.ts";

/** French. */
export const find: FindTexts = {
  search: "Rechercher",
  field: "Rechercher dans la discussion et l’aide",
  said: "Dans cette conversation",
  articles: "Articles d’aide",
  found: "Résultats : ",
  none: "Aucun résultat.",
  more: "Chercher plus loin",
  failed: "Cela n’a pas fonctionné. Veuillez réessayer.",
  over: "Fermer la recherche",
};
