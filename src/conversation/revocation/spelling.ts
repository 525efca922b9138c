/** Words that commands hang on, and which thumbs miss. */
const MENDED =
  words(`stop texting message messages unsubscribe please remove number cancel sending receive contact
  notifications notification`);

/** Real words, one letter from those, that must stay what they are. */
const REAL = new Set(
  words(`step stow shop top atop stoop stomp strop stops stope slop swop stopped stepping testing tasting nesting resting
    massage massages messaged passage passages unsubscribed subscribe removed removes remote remover removal numbers lumber
    numbed numbest cancels cancer cancelo spending lending mending ending bending vending tending sanding received receiver
    receives relieve deceive contacts contract contacted compact pleas pleased pleases lease placed pleaser resubscribe ceasing cancele
    cancelen contacte contacta contacto notificacion notificaciones seeding`),
);

/** Spelled so on purpose. */
const SLANG: Record<string, string> = Object.fromEntries(
  [
    ['stop', 'stahp stawp stap st0p'],
    ['stopall', 'stop2end stoptoend'],
    ['unsubscribe', 'unsub unsubs unenroll unenrol disenroll deregister unregister unsubscribeme'],
    ['texting', 'txting txtin textin txtng textn texing'],
    ['text', 'tex txet tetx'],
    ['dont', 'dnt donot doont'],
  ].flatMap(([to = '', from = '']) => words(from).map((word) => [word, to])),
);

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** A word as it was meant: letters held down, two swapped, one missing, one too many, one beside the right one. */
export function respell(word: string): string {
  if (Object.hasOwn(SLANG, word)) return SLANG[word] as string;
  if (REAL.has(word) || word.length < 3 || word.length > 40) return word;
  const short = word.replace(/(.)\1{2,}/g, '$1');
  if (MENDED.includes(short)) return short;
  for (const right of MENDED) {
    if (Math.abs(short.length - right.length) <= allowance(right) && isNear(short, right)) return right;
  }
  return short === word ? word : short;
}

/** Long words bear two slips, short ones one. */
function allowance(right: string): number {
  return right.length >= 10 ? 2 : 1;
}

function isNear(word: string, right: string): boolean {
  // A short word with another beginning is another word ("shop" aside, "drop", "crop").
  if (right.length < 6 && word[0] !== right[0]) return false;
  return distance(word, right) <= allowance(right);
}

/** Damerau's distance, swaps of neighbours included (optimal string alignment). */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const at = (line: number[], k: number) => line[k] ?? Number.POSITIVE_INFINITY;
      let least = Math.min(
        at(last, j) + 1,
        at(row, j - 1) + 1,
        at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, at(before, j - 2) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
