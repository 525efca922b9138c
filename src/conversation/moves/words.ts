const UNITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const TEENS =
  'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand';
const NUMBER_WORDS = new Set([...UNITS, ...TEENS.split(' '), 'oh', 'double', 'triple', 'nought']);

/**
 * Words of a text as phone and chat have them in common: lower case, no apostrophes, no punctuation but `?`
 * (a word of its own). "Don't you?" and "dont you ?" are the same.
 */
export function words(text: string): string[] {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(\d)[.,:](?=\d)/g, '$1')
    .replace(/['’‘`]/g, '')
    .replace(/[^\p{L}\p{N}?]+/gu, ' ')
    .replace(/\?+/g, ' ? ')
    .trim();
  return plain === '' ? [] : plain.split(/\s+/);
}

export function isNumber(word: string): boolean {
  return /\p{N}/u.test(word) || NUMBER_WORDS.has(word);
}

/**
 * What a word refers to, so that an echo is found however it is said or written: "4712", "four seven one two" and
 * "four seven double-one" become single digits, a plural its singular, words that carry nothing disappear.
 */
export function contents(list: readonly string[]): string[] {
  const found: string[] = [];
  let times = 1;
  for (const word of list) {
    const digit = word === 'oh' ? 0 : UNITS.indexOf(word);
    if (word === 'double' || word === 'triple') {
      times = word === 'double' ? 2 : 3;
      continue;
    }
    if (digit >= 0) for (let i = 0; i < times; i++) found.push(String(digit));
    else if (/^\p{N}+$/u.test(word)) found.push(...word);
    else if (!EMPTY.has(word)) found.push(word.length > 3 ? word.replace(/(?:es|s|ed|ing)$/, '') : word);
    times = 1;
  }
  return found;
}

const EMPTY = new Set(
  `a an and are as at be been but by can could did do does for from get got had has have he her him his how i id ill im in
  is it its ive just me my no not of ok okay on or our out she so that thats the their them then there theres they this to um
  uh er erm up us was we well were what when where which who why will with would yeah yes you your youre youve right now
  about all any if like one here ? please thanks thank sorry mm hi hello`.split(/\s+/),
);
