import type { Locale } from '../reasons/index.ts';

/** What a language says of times, after `plainTime`: lower case, without accents but ñ, numbers as digits. */
export type TimeWords = {
  numbers: Readonly<Record<string, number>>;
  /** Turned one after another: ways to say hours, durations and days, into those that are read. */
  rewrites: readonly (readonly [RegExp, string | ((...found: string[]) => string)])[];
  /** As soon as it can be. */
  soon: RegExp;
  /** Says that it is not now, or a time that is too wide to call at. */
  vague: RegExp;
  /** Tells the latest, not the earliest. */
  until: RegExp;
  gone: RegExp;
  today: RegExp;
  weekday: RegExp;
  /** What leads to an hour. */
  lead: string;
  morning: RegExp;
  afternoon: RegExp;
  evening: RegExp;
  /** Words that may stand beside an hour that is said with nothing else. */
  filler: RegExp;
};

const pad = (minutes: number) => String(minutes).padStart(2, '0');
const before = (minutes: string, hour: string) =>
  `at ${Number(hour) === 1 ? 12 : Number(hour) - 1}:${pad(60 - Number(minutes))}`;

const ENGLISH: TimeWords = {
  numbers: {
    'forty five': 45,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    fifteen: 15,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
  },
  rewrites: [
    [/\bgood (?:morning|afternoon|evening)\b/g, ' '],
    [/\b([ap])\.? ?m\b\.?/g, '$1m'],
    [/\b(?:an|1) hour and a half\b|\b1 and a half hours\b/g, '90 minutes'],
    [/\b3 quarters of an hour\b/g, '45 minutes'],
    [/\b(?:a )?quarter of an hour\b/g, '15 minutes'],
    [/\bhalf an hour\b|\b(?:a )?half hour\b/g, '30 minutes'],
    [/\b(\d+) and a half hours\b/g, (_, hours) => `${Number(hours) * 60 + 30} minutes`],
    [/\b(?:the )?day after tomorrow\b/g, 'in 2 days'],
    [/\b(?:a )?quarter (?:past|after) (\d{1,2})\b/g, 'at $1:15'],
    [/\b(?:a )?quarter (?:to|of|before) (\d{1,2})\b/g, (_, hour) => before('15', hour as string)],
    [/\bhalf (?:past )?(\d{1,2})\b/g, 'at $1:30'],
    [/\b(\d{1,2}) (?:minutes )?past (\d{1,2})\b/g, (_, m, h) => `at ${h}:${pad(Number(m))}`],
    [/\b(5|10|20|25) (?:minutes )?to (\d{1,2})\b/g, (_, m, h) => before(m as string, h as string)],
    [/\b(\d{1,2}) ?o ?clock\b/g, 'at $1'],
    [/\b(?:at |around )?(?:noon|midday|lunch ?time)\b/g, 'at 12pm'],
    [/\b(\d{1,2}) ([0-5]\d)(?= ?[ap]m\b| in the | at night|$)/g, '$1:$2'],
    [/\b(at|around|about|after|from|between) (\d{1,2}) ([0-5]\d)\b/g, '$1 $2:$3'],
    [/\b(\d{1,2}(?::\d\d)?) ?(?:and|to|or|-) ?\d{1,2}(?::\d\d)? ?([ap]m)\b/g, '$1$2'],
    [/\b(\d{1,2}(?::\d\d)?) in the morning\b/g, '$1am'],
    [/\b12 at night\b/g, '12am'],
    [/\b(\d{1,2}(?::\d\d)?) (?:in the (?:afternoon|evening)|at night)\b/g, '$1pm'],
    [/\b(\d{1,2})ish\b/g, 'at $1'],
    [/\bmay\b(?! \d)/g, ' '],
  ],
  soon: /\b(?:(?:right )?now|asap|as soon as (?:possible|(?:you|they|someone|somebody|anyone|anybody) (?:can|is free))|(?:right|straight) away|immediately|whenever(?: (?:you|someone|somebody|anyone|they) (?:can|is free|are free|is available))?|any ?time|the sooner the better|first available|soon(?:est)?|at once)\b/g,
  vague: /\bnot (?:right )?now\b|\blater\b|\b(?:next|this|coming) week(?:end)?\b/,
  until: /\b(?:before|until|by) (?:at )?\d/,
  gone: /\b(?:last|ago)\b/,
  today: /\b(?:this (?:morning|afternoon|evening)|tonight|today)\b/,
  weekday: /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/,
  lead: 'at|around|about|after|from|between',
  morning: /\bmorning\b/,
  afternoon: /\bafternoon\b/,
  evening: /\b(?:evening|night|tonight)\b/,
  filler:
    /\b(?:please|ok|okay|yes|yeah|maybe|say|uh|um|well|on|the|call|me|back|is|fine|good|would|be|thanks)\b/g,
};

const SPANISH: TimeWords = {
  numbers: {
    'cuarenta y cinco': 45,
    dos: 2,
    tres: 3,
    cuatro: 4,
    cinco: 5,
    seis: 6,
    siete: 7,
    ocho: 8,
    nueve: 9,
    diez: 10,
    once: 11,
    doce: 12,
    quince: 15,
    veinte: 20,
    treinta: 30,
    cuarenta: 40,
    cincuenta: 50,
  },
  rewrites: [
    [/\bmanana/g, 'mañana'],
    [/\bbuen[ao]s (?:dias|tardes|noches)\b/g, ' '],
    [/\b([ap])\.? ?m\b\.?/g, '$1m'],
    [/\b(la|las) una\b/g, '$1 1'],
    [/\b(?:una )?hora y media\b/g, '90 minutos'],
    [/\b3 cuartos de hora\b/g, '45 minutos'],
    [/\b(?:un )?cuarto de hora\b/g, '15 minutos'],
    [/\bmedia hora\b/g, '30 minutos'],
    [/\bun par de\b/g, '2'],
    [/\b(\d+) horas y media\b/g, (_, hours) => `${Number(hours) * 60 + 30} minutos`],
    [/\b(\d+) dias\b/g, '$1 días'],
    [/\bpasado mañana\b/g, 'en 2 días'],
    [/\b(\d{1,2}) y media\b/g, 'las $1:30'],
    [/\b(\d{1,2}) y cuarto\b/g, 'las $1:15'],
    [/\b(\d{1,2}) menos cuarto\b/g, (_, hour) => before('15', hour as string).replace('at', 'las')],
    [/\b(\d{1,2}) menos (\d{1,2})\b/g, (_, h, m) => before(m as string, h as string).replace('at', 'las')],
    [/\b(las?) (\d{1,2}) y (5|10|20|25)\b/g, (_, lead, h, m) => `${lead} ${h}:${pad(Number(m))}`],
    [/\b(las?) (\d{1,2}) ([0-5]\d)\b/g, '$1 $2:$3'],
    [/\b(\d{1,2}) en punto\b/g, 'las $1'],
    [/\b(?:al? |el )?medio ?dia\b/g, 'las 12pm'],
    [/\b12(:\d\d)? de la mañana\b/g, '12$1pm'],
    [/\b12(:\d\d)? de la noche\b/g, '12$1am'],
    [/\b(\d{1,2}(?::\d\d)?) (?:de|por|en) la (?:mañana|madrugada)\b/g, '$1am'],
    [/\b(\d{1,2}(?::\d\d)?) (?:de|por|en) la (?:tarde|noche)\b/g, '$1pm'],
    [/\bmas tarde\b/g, 'luego'],
  ],
  soon: /\b(?:ahora(?: mismo)?|ya(?: mismo)?|cuanto antes|lo antes posible|lo mas pronto posible|tan pronto como (?:sea posible|puedan?)|en cuanto (?:puedan?|sea posible|alguien pueda)|inmediatamente|de inmediato|en ?seguida|a cualquier hora|cualquier momento|cuando (?:puedan?|sea|quieran?)|pronto|primera hora libre)\b/g,
  vague: /\bahora no\b|\bluego\b|\bsemana que viene\b|\b(?:proxima|esta) semana\b|\bfin de semana\b/,
  until: /\b(?:antes de|hasta) (?:las? )?\d/,
  gone: /\bpasad[oa]\b(?! mañana)|\bhace\b/,
  today: /\b(?:esta (?:mañana|tarde|noche)|hoy)\b/,
  weekday: /\b(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b/,
  lead: 'las?|sobre|hacia|entre|tipo',
  morning: /\b(?:(?:por|de|en|a) la |esta )(?:mañana|madrugada)\b/,
  afternoon: /\btarde\b/,
  evening: /\bnoche\b/,
  filler: /\b(?:por|favor|si|vale|bueno|claro|pues|eh|quizas?|el|dia|llamen?me|esta|bien|gracias)\b/g,
};

export const TIME_WORDS: Readonly<Record<Locale, TimeWords>> = { en: ENGLISH, es: SPANISH };

/** The longest words that are read: nobody says more to tell a time. */
const LONGEST = 300;

/** Words of a time in the plain form that is read: lower case, no accents but ñ, numbers as digits, hours as 4:30. */
export function plainTime(words: string, locale: Locale): string {
  const { numbers, rewrites } = TIME_WORDS[locale];
  let text = words
    .slice(0, LONGEST)
    .toLowerCase()
    .normalize('NFD')
    .replace(/n\u0303/g, 'ñ')
    .replace(/\p{M}/gu, '')
    .replace(/['’]/g, ' ')
    .replace(/[^a-z0-9ñ:./ -]+/g, ' ')
    .replace(/[.:](?!\d)(?<![ap]\.|[ap]\.m\.)/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
  for (const [word, digits] of Object.entries(numbers))
    text = text.replace(new RegExp(`\\b${word}\\b`, 'g'), String(digits));
  for (const [from, to] of rewrites)
    text = typeof to === 'string' ? text.replace(from, to) : text.replace(from, to);
  return text.replace(/ +/g, ' ').trim();
}
