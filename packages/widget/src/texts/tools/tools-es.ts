import type { ToolTexts } from "./tool-texts.ts";

/** Spanish. */
export const tools: ToolTexts = {
  emoji: "Emojis",
  recent: "Recientes",
  faces: "Caras",
  hands: "Gestos y personas",
  things: "Cosas",
  record: "Grabar un mensaje de voz",
  cancel: "Cancelar la grabación",
  send: "Enviar mensaje de voz",
  refused: "El micrófono no está permitido aquí. Permítalo en los ajustes del navegador para esta página.",
  none: "No hay ningún micrófono disponible.",
  bell: "Avisarme cuando haya respuesta",
  noBell: "Las notificaciones no están permitidas aquí. Permítalas en el navegador para esta página.",
  bellFailed: "No se pudo llegar a este navegador. Inténtelo más tarde.",
};
