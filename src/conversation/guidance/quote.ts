const MOST_WORDS = 14;
const FEELING =
  /\b(?:worr|scar|afraid|anxious|nervous|ridiculous|unacceptable|awful|joke|useless|angry|annoy|frustrat|fed up|sick of|terribl|confus|understand|lost|again|already|third time|second time|hours?|weeks?|alone)/i;

/** Words said, in quotation marks, cut to what matters where they are long. */
export function quote(text: string): string {
  const list = text.replace(/"/g, "'").trim().split(/\s+/);
  if (list.length <= MOST_WORDS) return `"${list.join(' ')}"`;
  const telling = Math.max(0, list.findIndex((word) => FEELING.test(word)) - MOST_WORDS / 2);
  const from = Math.min(telling, list.length - MOST_WORDS);
  const cut = list.slice(from, from + MOST_WORDS).join(' ');
  return `"${from > 0 ? '… ' : ''}${cut}${from + MOST_WORDS < list.length ? ' …' : ''}"`;
}
