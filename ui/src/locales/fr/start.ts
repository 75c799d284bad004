export const start = {
  headline: "D'où vient cette image ?",
  drop: "Déposez une image, plusieurs, ou un dossier dans cette fenêtre",
  open: "Ouvrir…",
  openFolder: "Ouvrir un dossier…",
  paste: "Coller",
  formats: "Formats lus",
  recent: "Récents",
  clearRecent: "Oublier les fichiers récents",
  samples: "Pas d'image sous la main ? Essayez l'une des nôtres",
  samplesWhy: "Elles ont été faites pour cela et sont fournies avec le programme.",
  allSamples: "Les ouvrir toutes",
  tells: "Ce que Whence peut dire, et ce qu'il ne peut pas",
  sentence: {
    reads: "Whence lit ce que le fichier permet lui-même d'établir sur sa provenance, et donne ses raisons : signatures, dates et traces, marques de générateurs, correspondances avec des images connues.",
    usual: "La plupart des images de réseaux sociaux aboutissent à « Rien de concluant » : cela ne parle ni pour elles, ni contre elles.",
    limit: "Il ne dit jamais si une scène ou sa légende est exacte : aucun fichier ne peut le montrer.",
    here: "Tout se passe sur cet ordinateur, et rien ne le quitte sans un clic de votre part.",
  },
};

export const places = {
  label: "Lieux",
  pictures: "Images",
  lists: "Listes connues",
  log: "Registre",
  logBroken: "Registre : désaccord",
  settings: "Réglages",
};
