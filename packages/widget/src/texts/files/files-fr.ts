import type { FileTexts } from "./file-texts.ts";

/** French. */
export const files: FileTexts = {
  attach: "Joindre des fichiers",
  drop: "Déposez pour envoyer",
  cancel: "Annuler",
  view: "Voir l’image",
  close: "Fermer l’image",
  download: "Télécharger",
  waiting: "En attente de connexion…",
  reasons: {
    off: "Impossible d’envoyer des fichiers ici.",
    empty: "Ce fichier est vide.",
    tooLarge: "Ce fichier dépasse #.",
    kind: "Ce genre de fichier ne peut pas être envoyé ici.",
    type: "Ce type de fichier ne peut pas être envoyé.",
    broken: "Cette image est illisible.",
    pixels: "Cette image a trop de pixels.",
    infected: "Non envoyé : ce fichier est peut-être dangereux.",
    scanner: "Le fichier n’a pas pu être vérifié. Réessayez plus tard.",
    unsent: "Trop de fichiers à la fois. Réessayez plus tard.",
    lost: "Non envoyé : la page a été rechargée. Choisissez à nouveau le fichier.",
    unreadable: "Ce fichier n’est plus lisible. Choisissez-le à nouveau.",
    other: "Le fichier n’a pas pu être envoyé.",
  },
};
