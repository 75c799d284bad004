import { s } from "./plural";

/** The words for what may give a person away, and what is told of a place. */
export const masking = {
  show: "Montrer les positions et numéros de série",
  hide: "Les masquer",
  masked: (n: number, shown: string) =>
    `${shown} valeur${s(n)} ${n < 2 ? "est masquée" : "sont masquées"} dans ce rapport : positions, numéros de série, noms de propriétaires. Un rapport se montre et se transmet, et de telles valeurs peuvent trahir une personne.`,
  shown:
    "Les positions, numéros de série et noms de propriétaires sont affichés. Masquez-les avant de montrer ou de copier ce rapport : ils peuvent trahir une personne.",
};

export const map = {
  headline: "Position",
  hidden: "Ce fichier contient une position. Elle reste masquée tant que vous ne la demandez pas.",
  none: "Le fichier a des champs de position, mais ce qu'ils contiennent n'est pas un lieu du globe, ou ne dit pas l'hémisphère.",
  worth:
    "Lue dans les champs Exif, où chacun peut l'écrire. Au mieux, elle dit où un récepteur croyait être, et non ce que montre l'image.",
  world: (where: string) => `Carte du monde avec un anneau à ${where}`,
  around: (where: string) => `Les environs de ${where} : un anneau sur le contour des terres`,
  outline: "Le contour est grossier et dessiné sur cet ordinateur : rien n'a été envoyé.",
  coordinates: "Latitude, longitude",
  altitude: "Altitude",
  above: (metres: string) => `${metres} m au-dessus de la mer ou de l'ellipsoïde de référence`,
  below: (metres: string) => `${metres} m au-dessous de la mer ou de l'ellipsoïde de référence`,
  unsaid: (metres: string) => `${metres} m ; rien ne dit si c'est au-dessus de la mer`,
  direction: "Direction de la prise de vue",
  trueNorth: (degrees: string) => `${degrees}° depuis le nord géographique, dans le sens horaire`,
  magneticNorth: (degrees: string) => `${degrees}° depuis le nord magnétique, dans le sens horaire`,
  someNorth: (degrees: string) => `${degrees}°, sans dire depuis quel nord`,
  open: "Ouvrir sur un site de cartes",
  openWhy:
    "OpenStreetMap apprend alors cette position, votre adresse IP et l'heure. L'image n'est pas envoyée.",
};
