import type { RichTexts } from "./rich-texts.ts";

/** French. */
export const rich: RichTexts = {
  reply: "Répondre",
  cancel: "Annuler la réponse",
  toQuoted: "Voir le message cité",
  previous: "Précédent",
  next: "Suivant",
  submit: "Envoyer",
  sent: "Envoyé",
  already: "Ce formulaire a déjà été rempli.",
  place: "Lieu",
  map: "Ouvrir la carte",
  save: "Enregistrer la conversation",
  asking: {
    name: "Nom",
    email: "E-mail",
    phone: "Téléphone",
    optional: "facultatif",
    pick: "Choisissez",
    missing: "Veuillez remplir ce champ.",
    noEmail: "Saisissez une adresse e-mail comme ann@example.com.",
    noPhone: "Saisissez un numéro de téléphone.",
    long: "200 caractères au maximum.",
    refused: "Cette valeur ne peut pas être acceptée.",
    failed: "Cela n’a pas fonctionné. Réessayez.",
    colon: " : ",
  },
};
