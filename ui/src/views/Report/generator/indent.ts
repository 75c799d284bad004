/** Longer texts are shown as they stand: to lay them out again would keep the person waiting. */
const MOST_CHARACTERS = 512 * 1024;
/** Each level moves its lines to the right: far deeper than any graph, the spaces would outweigh the text. */
const DEEPEST = 32;
/** Lists without a list in them stay on their line up to this length. */
const SHORT = 72;

const TOKEN = /\s*("(?:[^"\\]|\\[^])*"|[{}[\],:]|[^\s{}[\],:"]+)/y;
const CLOSES: Record<string, string> = { "{": "}", "[": "]" };

/**
 * JSON on lines of its own, indented by two spaces; absent where it is not whole. Every string and number keeps its
 * letters: read as numbers, seeds of 64 bits would lose their last digits. `NaN` passes, since Python writes it.
 */
export function indented(text: string): string | null {
  if (text.length > MOST_CHARACTERS || !/^\s*[{[]/.test(text)) return null;
  const tokens = tokensOf(text);
  if (!tokens) return null;
  const open: string[] = [];
  const line = () => `\n${"  ".repeat(open.length)}`;
  let laid = "";
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    const close = CLOSES[token];
    if (close !== undefined) {
      const short = token === "[" || tokens[at + 1] === close ? shortList(tokens, at, close) : null;
      if (short) {
        laid += short.text;
        at = short.end;
      } else {
        open.push(close);
        if (open.length > DEEPEST) return null;
        laid += token + line();
      }
    } else if (token === "}" || token === "]") {
      if (open.pop() !== token) return null;
      laid += line() + token;
    } else if (token === ",") laid += token + line();
    else laid += token === ":" ? ": " : token;
    if (open.length === 0 && at < tokens.length - 1) return null;
  }
  return open.length === 0 ? laid : null;
}

function tokensOf(text: string): string[] | null {
  const end = text.trimEnd().length;
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const found = TOKEN.exec(text);
    if (!found) return null;
    tokens.push(found[1]!);
  }
  return tokens;
}

/** The list that begins at a token, on one line, and the token that ends it. */
function shortList(tokens: string[], begin: number, close: string): { text: string; end: number } | null {
  let text = tokens[begin]!;
  for (let end = begin + 1; text.length <= SHORT; end += 1) {
    const token = tokens[end];
    if (token === undefined || (token !== close && "{}[]".includes(token))) return null;
    text += token === "," ? ", " : token === ":" ? ": " : token;
    if (token === close) return text.length <= SHORT ? { text, end } : null;
  }
  return null;
}
