/** What was given, sorted: credentials files go with the picture that they belong to. */
export interface Pairs {
  pictures: string[];
  /** By the path of the picture. */
  credentials: Map<string, string>;
  /** Credentials files whose picture was not given. */
  alone: string[];
}

/** `pope.c2pa` or `pope.jpg.c2pa` belongs to `pope.jpg`, whatever the folders: both were given at once. */
export function pair(given: string[]): Pairs {
  const pictures = given.filter((path) => !isCredentials(path));
  const credentials = new Map<string, string>();
  const alone: string[] = [];
  for (const file of given.filter(isCredentials)) {
    const name = withoutEnding(nameOf(file));
    const named = pictures.find((path) => nameOf(path) === name);
    const picture = named ?? pictures.find((path) => withoutEnding(nameOf(path)) === name);
    if (picture === undefined) alone.push(file);
    else credentials.set(picture, file);
  }
  return { pictures, credentials, alone };
}

/** The name without its folders. */
export function nameOf(path: string): string {
  return path.split(/[/\\]/).findLast((step) => step !== "") ?? path;
}

function isCredentials(path: string): boolean {
  return /\.c2pa$/i.test(path);
}

function withoutEnding(name: string): string {
  return name.replace(/\.[^.]*$/, "");
}
