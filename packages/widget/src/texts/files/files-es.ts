import type { FileTexts } from "./file-texts.ts";

/** Spanish. */
export const files: FileTexts = {
  attach: "Adjuntar archivos",
  drop: "Suelte para enviar",
  cancel: "Cancelar",
  view: "Ver imagen",
  close: "Cerrar imagen",
  download: "Descargar",
  waiting: "Esperando la conexión…",
  reasons: {
    off: "Aquí no se pueden enviar archivos.",
    empty: "El archivo está vacío.",
    tooLarge: "El archivo supera #.",
    kind: "Aquí no se pueden enviar archivos de esta clase.",
    type: "No se pueden enviar archivos de este tipo.",
    broken: "No se puede leer la imagen.",
    pixels: "La imagen tiene demasiados píxeles.",
    infected: "No enviado: el archivo puede ser dañino.",
    scanner: "No se pudo comprobar el archivo. Inténtelo más tarde.",
    unsent: "Demasiados archivos a la vez. Inténtelo más tarde.",
    lost: "No enviado: la página se recargó. Elija de nuevo el archivo.",
    unreadable: "El archivo ya no se puede leer. Elíjalo de nuevo.",
    other: "No se pudo enviar el archivo.",
  },
};
