/** The host that an address of a file leads to, as a browser reads it; the address itself where it is none. */
export function hostOf(url: string): string {
  try {
    return new URL(url).host || url;
  } catch {
    return url;
  }
}
