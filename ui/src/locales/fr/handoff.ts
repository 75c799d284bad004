import type { Network } from "../../host/desk";

/** Ce qu'on emporte d'un rapport, et ce qui ouvre une connexion. */
export const handoff = {
  copyText: "Copier le rapport en texte",
  copyHash: "Copier l'empreinte SHA-256",
  open: "Chercher ailleurs…",
  headline: "Chercher d'autres copies de cette image",
  nothingSent: "Whence n'envoie rien : l'aperçu est copié dans le presse-papiers, et la page du site s'ouvre dans votre navigateur.",
  leaves: "L'image quitte cet ordinateur quand vous la collez ou la déposez là-bas ; le site l'a alors, et peut la garder.",
  noMetadata: "L'aperçu ne contient aucune métadonnée du fichier.",
  opened: (site: string) => `L'aperçu est dans le presse-papiers. Collez-le dans la page de ${site} qui s'est ouverte.`,
  off: {
    searches: "L'ouverture de pages de recherche est désactivée.",
    maps: "L'ouverture d'un site de cartes est désactivée.",
    credentials: "Demander des justificatifs à un serveur est désactivé.",
  } satisfies Record<keyof Network, string>,
  goOn: "L'activer et continuer ?",
  later: "Même activé, rien ne s'ouvre sans un clic. Les réglages permettent de revenir en arrière.",
  switchOn: "Activer et continuer",
  leaveOff: "Laisser désactivé",
};
