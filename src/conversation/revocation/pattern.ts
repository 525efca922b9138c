import { LEXICON } from './lexicon.ts';

const ANY: Record<string, string> = {
  '.': '[^ ]+',
  '&': `(?!(?:${LEXICON.place.join('|')}) )[^ ]+`,
  '%': `(?!(?:${LEXICON.function.join('|')}) )[^ ]+`,
  '~': `(?!(?:${LEXICON.function.join('|')}) )(?:${LEXICON.kindIng.join('|')}|[^ ]{0,40}(?<!ing))`,
};

/** Longest run that "*" takes, so that no text makes a search slow. */
const MOST = 8;

/**
 * A search over a clause, written as words: `stop|quit <skip>* <message>`. `<name>` is a class of the lexicon, `a|b` a
 * choice, `.` any word, `~` one that may name a kind of message ("outage" texts); `?`, `*` (none to eight) may follow. `^` is the beginning of the clause; `$` its end, or where the
 * next thought begins without a comma ("stop texting me or I call the police"). A clause is words with a space after each.
 */
export function pattern(text: string): RegExp {
  const source = text
    .trim()
    .split(/\s+/)
    .map((element) => {
      if (element === '^') return '^';
      if (element === '$') return `(?:$|(?=(?:${LEXICON.join.join('|')}) ))`;
      const [, body = '', count = ''] = /^(.*?)([?*]?)$/.exec(element) ?? [];
      return `(?:(?:${choices(body)}) )${count === '*' ? `{0,${MOST}}` : count}`;
    })
    .join('');
  return new RegExp(`(?<![^ ])${source}`, 'g');
}

function choices(body: string): string {
  return body
    .split('|')
    .flatMap((choice): readonly string[] => {
      const [, name] = /^<(\w+)>$/.exec(choice) ?? [];
      // In capitals: tokens.ts.
      if (choice === 'stop') return ['stop', 'stopcommand'];
      if (!name) return [ANY[choice] ?? choice];
      if (!Object.hasOwn(LEXICON, name)) throw new Error(`the lexicon has no class <${name}>`);
      return LEXICON[name as keyof typeof LEXICON];
    })
    .join('|');
}
