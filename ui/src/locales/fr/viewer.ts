const s = (n: number) => (n < 2 ? "" : "s");

/** Regarder l'image de près, et s'y retrouver dans le rapport. */
export const viewer = {
  stage: "L'image",
  keys: "Les flèches déplacent l'image, plus et moins l'agrandissent et la réduisent, zéro la montre en entier.",
  lensKeys: "Les flèches déplacent la loupe ; plus et moins agrandissent et réduisent l'image, zéro la montre en entier.",
  tools: "Regarder de près",
  nearer: "Agrandir",
  further: "Réduire",
  scale: "Échelle",
  fit: "Montrer toute l'image",
  whole: "un pixel de l'aperçu pour un pixel de la fenêtre",
  lens: "Loupe",
  turn: "Tourner d'un quart de tour",
  enlarge: "Montrer dans toute la fenêtre",
  turnedBy: (degrees: string) =>
    `Tournée de ${degrees}° dans le sens horaire, pour la regarder seulement : ni le fichier ni le rapport ne changent.`,
  asStored: (orientation: string) =>
    `Montrée droite, comme le fichier le demande (orientation Exif ${orientation}) ; ses pixels sont enregistrés autrement.`,
  reduced: (width: string, height: string) =>
    `L'aperçu est plus petit que l'image (${width} × ${height} pixels) : il en perd les détails les plus fins.`,
  mark: "Marquer dans l'image",
  knownPart: (title: string, list: string) => `« ${title} », de la liste « ${list} »`,
  lies: (left: string, right: string, top: string, bottom: string) =>
    `Du pixel ${left} au pixel ${right} en largeur, et du pixel ${top} au pixel ${bottom} en hauteur.`,
  liesTurned: "Elle y est tournée ou en miroir.",
  difference: "Là où la vignette du fichier s'écarte de l'image",
  differenceTold:
    "Plus c'est clair et jaune, plus la vignette s'écarte ; le reste est l'image en gris sombre. La compression laisse partout des traces faibles : seule une forme nette dit quelque chose.",
  misfit: "Cette différence n'a pas la forme de l'image et ne peut pas s'y superposer. Elle se trouve plus bas, à côté de la vignette.",
  contents: "Dans ce rapport",
  findings: (n: number, shown: string) => `${shown} constat${s(n)}`,
};
