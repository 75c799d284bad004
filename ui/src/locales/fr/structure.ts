import type { Lead } from "../../views/Report/leads.svelte";

const s = (n: number) => (n < 2 ? "" : "s");

/** Les parties d'un fichier, leurs octets, et le chemin d'un constat à l'endroit où il a été vu. */
export const structure = {
  lead: {
    field: "Voir le champ",
    bytes: "Voir ces octets",
    picture: "Voir dans l'image",
  } satisfies Record<Lead["to"], string>,
  back: "Revenir d'où vous venez",
  long: (n: number, shown: string) => `, ${shown} octet${s(n)}`,
  bytesOf: "Octets : ",
  span: (offset: string, n: number, shown: string) => `À partir de l'octet ${offset}, ${shown} octet${s(n)}.`,
  marked: (offset: string, n: number, shown: string) =>
    n < 2 ? `L'octet ${offset} est marqué.` : `${shown} octets sont marqués à partir de l'octet ${offset}.`,
  unmasked: "Les octets sont ceux du fichier : rien n'y est masqué.",
  reading: "Lecture…",
  none: "Aucun octet.",
  earlier: (n: number, shown: string) => `Montrer ce qui précède (reste ${shown} octet${s(n)})`,
  later: (n: number, shown: string) => `Montrer la suite (reste ${shown} octet${s(n)})`,
  copyBytes: (n: number, shown: string) => `Copier en hexadécimal (${shown} octet${s(n)})`,
  copyMarked: (n: number, shown: string) => (n < 2 ? "Copier l'octet marqué en hexadécimal" : `Copier les ${shown} octets marqués en hexadécimal`),
  at: "Position",
  hex: "Hexadécimal",
  characters: "Caractères",
  holdsMarked: "avec des octets marqués",
};
