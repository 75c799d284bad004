/** The words around what the file went through, and around the small picture that it carries of itself. */
export const condition = {
  label: "Par où ce fichier semble être passé",
  reasons: (n: string) => `À quoi on le voit (${n})`,
};

export const thumbnail = {
  headline: "L'image et la vignette de son fichier",
  picture: "L'image",
  own: "La vignette du fichier",
  difference: "Leur différence : plus c'est clair, plus elles diffèrent",
  pictureAlt: (name: string) => `Aperçu de ${name}, à côté de sa vignette`,
  ownAlt: (name: string) => `Vignette contenue dans ${name}`,
  differenceAlt: (name: string) => `Différence entre ${name} et sa vignette`,
  noPicture: "Aucun aperçu de l'image.",
  enlarge: (what: string) => `Agrandir : ${what}`,
  likeness: "Ressemblance",
  alike: {
    very: "très semblables",
    somewhat: "assez semblables",
    unlike: "dissemblables",
  },
  alikeOf: (words: string, n: string) => `${words} (${n} sur une échelle qui s'arrête à 1)`,
  tooEven: "trop peu de contraste pour comparer",
  notCompared: "non comparées",
  size: "Taille de la vignette",
  turned: "Orientation",
  turnedBy: (degrees: string) => `ressemble le plus à l'image une fois tournée de ${degrees}° dans le sens horaire`,
  innocent:
    "Une différence peut être anodine : un logiciel a recadré, tourné ou éclairci l'image sans refaire la vignette de l'appareil, ou seuls les bords et les détails fins diffèrent.",
  absence: "Une ressemblance ne prouve rien : beaucoup de logiciels refont la vignette.",
};
