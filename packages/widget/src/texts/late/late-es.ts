import { plural } from "./plural.ts";
import type { LateTexts } from "./late-texts.ts";

/** Spanish. */
export const late: LateTexts = {
  stopWaiting: "Dejar de esperar",
  agentsOnline: plural("es", { one: "Hay # persona en línea", other: "Hay # personas en línea" }),
  nobodyOnline: "Ahora no hay nadie en línea. Deje su mensaje y le responderemos aquí.",
  likelyWait: ({ from, until }) => (from > 0 ? `Unos ${from}–${until} min` : `Como mucho ${until} min`),
  joined: (name) => `${name} se ha unido`,
  backToBot: "El asistente ha vuelto",
  backToQueue: "De nuevo en la cola",
  closed: "Esta conversación ha terminado",
  overdue: "Todos siguen ocupados. Conserva su lugar; deje su mensaje o su correo y le responderemos aquí.",
  rated: (score) => `Su valoración: ${score} de 5`,
  rate: "¿Qué le ha parecido esta conversación?",
  scores: ["Muy mal", "Mal", "Normal", "Bien", "Muy bien"],
  comment: "¿Quiere añadir algo? (opcional)",
  submit: "Enviar valoración",
};
