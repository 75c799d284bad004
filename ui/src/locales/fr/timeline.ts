import type { Agreement, DateSource, Precision } from "$model";
import { s } from "./plural";

/** The words around the dates of a file. */
export const timeline = {
  headline: (n: string) => `Toutes les dates du fichier (${n})`,
  none: "Ni le fichier ni son nom ne portent de date. C'est courant après un passage par un réseau social ou une messagerie.",
  worth: "Une date dit ce qu'une horloge indiquait ou ce que quelqu'un a écrit ; rien ici n'en fait « la » date de prise de vue.",
  axis: {
    utc: "L'axe compte en UTC. Une date sans fuseau y porte un trait pointillé : là où elle peut tomber.",
    written: "Aucune date n'a de fuseau connu : l'axe suit les horloges telles qu'elles sont écrites.",
  },
  cut: "Les longs intervalles vides sont raccourcis, à l'endroit des zigzags, et chaque partie a sa propre échelle.",
  bars: "Une barre couvre tout ce que sa date peut désigner : un jour entier, une minute, une seconde.",
  unplaced: (n: number) =>
    `${n} date${s(n)} ${n < 2 ? "n'est pas sur l'axe : ce n'est pas une date possible" : "ne sont pas sur l'axe : ce ne sont pas des dates possibles"}, ou l'horloge n'était pas réglée.`,
  picture: "Dates sur un axe de temps ; la liste qui suit dit la même chose",
  legend: "Formes",
  list: "Chaque date, la plus ancienne d'abord",
  noMoment: "pas une date possible",
  noZone: "sans fuseau",
  utc: "UTC",
  source: {
    exif: "Exif",
    gps: "GPS",
    maker_note: "Bloc du fabricant",
    samsung_trailer: "Bloc de fin Samsung",
    xmp: "XMP",
    xmp_history: "Historique XMP",
    iptc: "IPTC",
    icc: "Profil ICC",
    png: "PNG",
    credentials: "Justificatifs",
    time_stamp: "Horodatage",
    file_name: "Nom du fichier",
  } satisfies Record<DateSource, string>,
  agreement: {
    reference: "date de référence",
    agrees: "concorde",
    zone_apart: "concorde dans un autre fuseau",
    later: "plus tard",
    earlier: "plus tôt",
    unusable: "inutilisable",
  } satisfies Record<Agreement, string>,
  precision: {
    none: "précision inconnue",
    year: "à l'année près",
    month: "au mois près",
    day: "au jour près",
    minute: "à la minute près",
    second: "à la seconde près",
    sub_second: "à la fraction de seconde près",
  } satisfies Record<Precision, string>,
};
