import { respell } from './spelling.ts';

/** Words without punctuation, each with a space after it, and whether a question mark followed. */
export type Clause = { text: string; question: boolean };

/** No reply that revokes needs more; an SMS holds 1,600 characters at most. */
const LONGEST = 4000;

/** What a mail program puts around what was written; below the line that leads a quotation, all of it where no ">" marks it. */
const NOT_WRITTEN = [
  /^[ \t]*>.*$/gm,
  /^[ \t]*(?:on|el|le|am)\b.{0,200}\b(?:wrote|escribió|a écrit|schrieb):?[ \t]*$/im,
  /^[ \t]*-{2,}[ \t]*(?:original message|mensaje original)?[ \t]*-*[ \t]*$[\s\S]*/im,
  /^[ \t]*(?:sent from|get outlook for|enviado desde)\b.*$/gim,
];
const LEAD =
  /^[ \t]*(?:on|el|le|am)\b.{0,200}\b(?:wrote|escribió|a écrit|schrieb):?[ \t]*$(?![\s\S]*^[ \t]*>)[\s\S]*/im;

/** Phrases that act as one word. */
const PHRASES: readonly (readonly [RegExp, string])[] = (
  [
    [`opt(?:ing)?(?: me| us| it| this number| my number| this line| this phone| my phone)? out`, 'optout'],
    [`opt(?:ing)?(?: me| us| my number)?(?: back)? in`, 'optin'],
    ['non stop', 'nonstop'],
    ['(?:lay|knock) off|cut out|(?:chill|cut it out|knock it off|cool it) with|ease up on', 'stop'],
    ['does not', 'doesnt'],
    ['opted out', 'optedout'],
    ['as i(?:m| am)', 'since im'],
    ['op out|opt ou|opt ot', 'optout'],
    ['stopp?it', 'stop it'],
    ['(please|pls|plz|just)stop', '$1 stop'],
    ['stop(texting|messaging|sending|spamming|it|now|please|pls|plz)', 'stop $1'],
    ['un subscribe', 'unsubscribe'],
    ['do not|don t', 'dont'],
    ['can not|can t', 'cant'],
    ['will not|won t', 'wont'],
    ['no longer', 'nolonger'],
    ['any more', 'anymore'],
    ['any longer', 'anymore'],
    ['no (?:more|further|additional)|any further', 'nomore'],
    ['thank you', 'thanks'],
    ['right now|right away|at once|effective immediately', 'now'],
    ['(?:one|1) more time|once more|one last time', 'again'],
    ['(?:for )?the last time|for (?:the )?(?:love of )?gods?(?: sake)?', 'please'],
    [
      '(?:this is |you have |u have |you got |u got |you ve got |youve got |ur calling |you re texting |youre texting |youve reached )?(?:the |a )?wrong (?:number|no|person|guy|phone)(?! (?:on|in|for) )',
      'wrongnumber',
    ],
    ['(?:i m |im |i am |we are )?not interested(?! in )', 'notinterested'],
    ['(?:i m |im |i am )good', 'imgood'],
    ['numero equivocado|persona equivocada|se equivoco de numero', 'wrongnumber'],
    ['i m', 'im'],
    ['text messages?', 'texts'],
    ['no mas|nomas', 'nomore'],
    ['at all', 'now'],
    ['for good', 'forever'],
    ['(?:fuck|piss|bugger) off', 'fuckoff'],
    ['stop(?:command)? to (?:end|cancel|quit|optout|unsubscribe)', 'stop'],
    ['the (?:fuck|hell|heck)', 'fuck'],
  ] as const
).map(([from, to]) => [new RegExp(`(?<![^ ])(?:${from}) `, 'g'), `${to} `]);

/** "F***ing". */
const MASKED = /\b[a-z]{1,3}[*@#$]+[a-z]+|\b[a-z][*@#$]{2,}/g;
/** "S t o p texting me". */
const SPACED = /(?<![^ ])(?:[a-z] ){3,}/g;

/** The whole of it run together: "s t o p", "S.T.O.P." */
export function together(text: string): string {
  return plain(text).replace(/[^a-z0-9]/g, '');
}

export function clauses(text: string): Clause[] {
  const found: Clause[] = [];
  for (const [, body = '', end = ''] of plain(marked(text))
    .replace(MASKED, 'fuck')
    .matchAll(/([^.!?;:,\n()"¡¿…–—]+)([.!?;:,\n()"¡¿…–—]*)/g)) {
    const tokens = body
      .replace(/['’`´]/g, '')
      .split(/[^a-z0-9]+/)
      .filter((token) => token !== '')
      .map(respell);
    if (!tokens.length) continue;
    let joined = `${tokens.join(' ')} `.replace(SPACED, (letters) => `${letters.replaceAll(' ', '')} `);
    for (const [from, to] of PHRASES) joined = joined.replace(from, to);
    found.push({ text: joined, question: end.includes('?') });
  }
  return found;
}

/** In capitals among small letters it is the keyword, not a word of the sentence. */
function marked(text: string): string {
  const start = text.slice(0, LONGEST);
  return /\p{Ll}{3}/u.test(start) ? start.replace(/\bSTOP\b/g, 'STOPCOMMAND') : start;
}

/** Lower case without accents; of emoji only the stop sign is a word. */
function plain(text: string): string {
  const whole = text.slice(0, LONGEST);
  const written = [LEAD, ...NOT_WRITTEN].reduce((left, other) => left.replace(other, '\n'), whole);
  // ">>STOP<<" looks like a quotation, but there is nothing beside it.
  const alone = !/[\p{L}\p{N}]/u.test(written) && !/[\p{L}\p{N}].*\n[\s\S]*[\p{L}\p{N}]/u.test(whole);
  return (alone ? whole : written)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\u{1F6D1}/gu, ' stop ')
    .replace(/#(?![a-z])/g, ' number ')
    .replace(/[\u2018\u2019\u02BC\u2032]/g, "'")
    .replace(/[\u201C\u201D\u00AB\u00BB]/g, '"')
    .replace(/[\p{Cf}]/gu, '');
}
