/**
 * Patterns for texts: `*` any run of characters, `?` any one, `#` one digit; `\` before one of these takes it as it is.
 * The whole text must match; letters of either case are the same. There are no regular expressions in scenario files: a
 * pattern reads every character of the text at most once per character of its own, whatever both are.
 */
export const matchesPattern = (pattern: string, text: string): boolean => {
  const pieces = piecesOf(pattern.toLowerCase());
  const letters = [...text.toLowerCase()];
  const [first = [], ...others] = pieces;
  const last = others.pop();
  if (last === undefined) return letters.length === first.length && fitsAt(first, letters, 0);
  if (!fitsAt(first, letters, 0)) return false;
  let from = first.length;
  for (const piece of others) {
    // The leftmost place is the best one: it leaves most of the text to the pieces that follow.
    while (from + piece.length <= letters.length && !fitsAt(piece, letters, from)) from++;
    if (from + piece.length > letters.length) return false;
    from += piece.length;
  }
  return letters.length - last.length >= from && fitsAt(last, letters, letters.length - last.length);
};

/** One character of a pattern: what it accepts. */
type Mark =
  | { readonly kind: 'letter'; readonly letter: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'digit' };

/** The stretches between the stars. */
const piecesOf = (pattern: string): readonly (readonly Mark[])[] => {
  const pieces: Mark[][] = [[]];
  const letters = [...pattern];
  for (let i = 0; i < letters.length; i++) {
    const letter = letters[i] as string;
    if (letter === '*') pieces.push([]);
    else if (letter === '?') pieces.at(-1)?.push({ kind: 'any' });
    else if (letter === '#') pieces.at(-1)?.push({ kind: 'digit' });
    else if (letter === '\\' && i + 1 < letters.length)
      pieces.at(-1)?.push({ kind: 'letter', letter: letters[++i] as string });
    else pieces.at(-1)?.push({ kind: 'letter', letter });
  }
  return pieces;
};

const fitsAt = (piece: readonly Mark[], letters: readonly string[], from: number): boolean =>
  piece.every((mark, i) => {
    const letter = letters[from + i];
    if (letter === undefined) return false;
    if (mark.kind === 'letter') return mark.letter === letter;
    return mark.kind === 'any' || (letter >= '0' && letter <= '9');
  });
