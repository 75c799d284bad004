/** Runs `see` again whenever what it read has changed, until the returned function is called. */
export function watch(see: () => void): () => void {
  return $effect.root(() => {
    $effect(see);
  });
}
