import type { MarkTier, WatermarkLevel } from "$model";
import { s } from "./plural";

/** The words around what generators left in the picture. */
export const marks = {
  title: "Marques de générateurs",
  tierLabel: "Nature de la marque",
  tier: {
    signed: "signature vérifiée",
    signed_unverified: "signature invérifiable",
    declared: "étiquette",
    working_data: "réglages du programme",
    pixel_mark: "marque dans les pixels",
    hint: "indice",
  } satisfies Record<MarkTier, string>,
  further: (n: string) => `Autres réglages (${n})`,
  raw: (n: string) => `La marque telle quelle (${n} caractère${s(n)})`,
  rawText: "Texte de la marque",
  asStored: "Telle que stockée",
  what: "la marque entière",
  cut: (n: string) => `Le rapport n'en garde que le début : le fichier en contient ${n} caractère${s(n)} de plus.`,
  watermark: "Filigrane public",
  level: {
    chance: "comme dans une image sans marque",
    possible: "possible, pas assez net",
    found: "trouvé",
  } satisfies Record<WatermarkLevel, string>,
  scale: "Échelle de 0 à 1 ; la ligne qui suit dit la même chose",
  here: (n: string) => `cette image ${n}`,
  chanceEnds: (n: string) => `limite du hasard ${n}`,
  needed: (n: string) => `minimum ${n}`,
  line: (score: string, chance: string, needed: string) =>
    `Cette image obtient ${score} sur une échelle de 0 à 1. Les images sans marque qui ont été mesurées ont obtenu ${chance} au plus ; Whence parle de filigrane à partir de ${needed}.`,
  inCrop: "Trouvé en cherchant dans les recadrages : l'image a sans doute été recadrée après le marquage.",
  searches: (done: string, all: string) => `Où des marques ont été cherchées (${done} recherche${s(done)} faite${s(done)} sur ${all})`,
  done: "fait",
  notDone: "non fait",
  deepen: "Chercher aussi dans les recadrages (lent)",
  deepenWhy:
    "Une image recadrée peut garder un filigrane qui échappe à l'essai courant. Le fichier est réexaminé, sur cet ordinateur.",
  deepening: (step: string, at: string, all: string) => `Nouvel examen : ${step} (${at} sur ${all})`,
  deepenStarts: "Le nouvel examen va commencer.",
  deepened: "Le fichier a été réexaminé : le résultat figure ci-dessus.",
};
