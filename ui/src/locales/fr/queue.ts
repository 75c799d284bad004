import type { Sort } from "../../queue/arrangement.svelte";
import { s } from "./plural";

/** La file : plusieurs images données, examinées l'une après l'autre. */
export const queue = {
  at: (at: string, n: string) => `${at} sur ${n}`,
  notSeen: (n: string) => `${n} dans la liste`,
  previous: "Image précédente",
  next: "Image suivante",
  list: "Liste",
  progress: (done: string, n: string) => `Examen : ${done} sur ${n}`,
  stop: (n: string) => `Arrêter ce qui attend (${n})`,
  stopped: "Vous avez arrêté la file avant le tour de ce fichier.",
  retryAll: (n: string) => `Réessayer les non examinés (${n})`,
  finished: (n: number, shown: string) => `Terminé : ${shown} fichier${s(n)}`,
  copySummary: "Copier le bilan",
  reasons: "Pourquoi des fichiers n'ont pas été examinés",
  pending: "Reste à examiner",
  undecided: "Sans décision",
  sort: "Ordre",
  sorts: {
    given: "Comme donnés",
    name: "Par nom",
    verdict: "Par réponse",
  } satisfies Record<Sort, string>,
  show: "Afficher",
  all: "Tout",
  of: (word: string, n: string) => `${word} (${n})`,
  search: "Chercher par nom",
  found: (n: number, shown: string) => `${shown} fichier${s(n)} affiché${s(n)}`,
  none: "Aucun fichier ne correspond.",
  showAll: "Tout afficher",
  keys: "Flèches, Début et Fin : choisir. Entrée : lire le rapport. Suppr : retirer de la liste.",
  decided: "Décidé",
  nextUndecided: "Suivante sans décision",
  forgotten: "Ce rapport n'est plus conservé",
  pastedForgotten:
    "Seuls les derniers rapports sont conservés, et une image collée n'a pas de fichier à réexaminer. Copiez-la encore une fois, puis collez-la.",
};
