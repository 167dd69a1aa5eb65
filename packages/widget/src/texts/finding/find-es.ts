import type { FindTexts } from "./find-texts.ts";

/** Spanish. */
export const find: FindTexts = {
  search: "Buscar",
  field: "Buscar en el chat y la ayuda",
  said: "En esta conversación",
  articles: "Artículos de ayuda",
  found: "Resultados: ",
  none: "No se ha encontrado nada.",
  more: "Buscar más atrás",
  failed: "No ha funcionado. Inténtelo de nuevo.",
  over: "Cerrar la búsqueda",
};
