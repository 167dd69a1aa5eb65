import type { RichTexts } from "./rich-texts.ts";

/** Spanish. */
export const rich: RichTexts = {
  reply: "Responder",
  cancel: "Cancelar respuesta",
  toQuoted: "Ver el mensaje citado",
  previous: "Anterior",
  next: "Siguiente",
  submit: "Enviar",
  sent: "Enviado",
  already: "Este formulario ya se ha rellenado.",
  place: "Ubicación",
  map: "Abrir mapa",
  save: "Guardar conversación",
  asking: {
    name: "Nombre",
    email: "Correo electrónico",
    phone: "Teléfono",
    optional: "opcional",
    pick: "Elija una opción",
    missing: "Rellene este campo.",
    noEmail: "Escriba una dirección de correo como ann@example.com.",
    noPhone: "Escriba un número de teléfono.",
    long: "Use como máximo 200 caracteres.",
    refused: "No se puede aceptar este dato.",
    failed: "No ha funcionado. Inténtelo de nuevo.",
    colon: ": ",
  },
};
