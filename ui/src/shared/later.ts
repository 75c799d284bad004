/** Work that can wait: one piece in each turn of the page, so that it stays answerable and paints in between. */
const waiting: (() => void)[] = [];
let running = false;

/** Does `work` soon, after what was asked for before. What it returns takes it off again. */
export function later(work: () => void): () => void {
  waiting.push(work);
  if (!running) {
    running = true;
    setTimeout(turn);
  }
  return () => {
    const at = waiting.indexOf(work);
    if (at >= 0) waiting.splice(at, 1);
  };
}

function turn(): void {
  const work = waiting.shift();
  if (!work) {
    running = false;
    return;
  }
  try {
    work();
  } finally {
    setTimeout(turn);
  }
}
