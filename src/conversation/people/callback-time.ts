import { type Component, en, es, type ParsedResult } from 'chrono-node';
import { DateTime } from 'luxon';
import { firstZone, type Instant } from '../../platform/index.ts';
import type { Locale } from '../reasons/index.ts';
import { plainTime, TIME_WORDS, type TimeWords } from './callback-words.ts';

/** `at` null: as soon as possible. */
export type CallbackTime = { at: Instant | null } | 'not understood' | 'past' | 'too far';

/** How many days ahead, by the calendar of the zone, a call back can be. */
const MOST_DAYS = 7;
/** Within which hours "at five" is meant; who means another hour says "am", "at night" or "17:00". */
const BARE_FROM = 8;
const BARE_UNTIL = 20;
/** When a part of the day begins for a call, and by when it is over. */
const PARTS = {
  morning: { from: 9, until: 12 },
  afternoon: { from: 14, until: 18 },
  evening: { from: 18, until: 21 },
} as const;
type Part = keyof typeof PARTS;

/** The hours of a day that a clock time may mean, in order. */
type Clock = { hours: readonly number[]; minute: number };
type Day = { of: DateTime; how: 'said' | 'weekday' };

/**
 * When to call back, of a caller's words. Days and durations are read by chrono-node; hours by their own rules, as an
 * hour that is said without "am" or "pm" is the next such hour between 8:00 and 20:00. `zone` is the IANA zone of the
 * clocks that the words are meant by.
 */
export function readCallbackTime(words: string, now: Instant, zone: string, locale: Locale): CallbackTime {
  const here = DateTime.fromMillis(now, { zone: firstZone(zone) });
  const said = TIME_WORDS[locale];
  const plain = plainTime(words, locale);
  if (said.gone.test(plain)) return 'past';
  if (said.until.test(plain)) return 'not understood';
  const vague = said.vague.test(plain);
  const text = plain.replace(said.vague, ' ').replace(said.soon, ' ');
  const soon = !vague && plain.replace(said.soon, ' ') !== plain;
  const part = partOf(text, said);
  const { clock: told, rest } = takeClock(withoutParts(text, said), said, part);

  const after = durationIn(rest, locale);
  if (after !== null) return within(here.plus(after), here);
  const dated = parse(rest, locale, here.set({ hour: 12 })).find((result) =>
    certain(result, 'day', 'weekday', 'month'),
  );
  if (dated && !certain(dated, 'day', 'weekday') && !dated.start.isCertain('day'))
    return startOf(dated, here) > here.plus({ days: MOST_DAYS }) ? 'too far' : 'not understood';
  const day = dated ? dayOf(dated, here) : (dayAlone(rest, here) ?? todayIn(plain, said, here));
  const clock = told ?? clockAlone(dated ? rest.replace(dated.text, ' ') : rest, said, part);

  if (clock) return atClock(clock, day, here);
  if (part) return inPart(part, day, here);
  if (vague && !(dated && said.weekday.test(plain))) return 'not understood';
  if (!day) return soon ? { at: null } : 'not understood';
  if (day.of.hasSame(here, 'day'))
    return day.how === 'said' ? { at: null } : within(opening(day.of.plus({ days: 7 })), here);
  return within(opening(day.of), here);
}

/** Chrono reckons with the machine's own clocks: it is asked about noon, which no change of clocks leaves out. */
function parse(text: string, locale: Locale, noon: DateTime): ParsedResult[] {
  const reference = { instant: noon.toJSDate(), timezone: noon.offset };
  return (locale === 'es' ? es : en).casual.parse(text, reference, { forwardDate: true });
}

/** A day near which no zone changes its clocks. */
const STILL = DateTime.utc(2026, 1, 15, 12);

/** "in half an hour", in ms; negative for what was before. */
function durationIn(text: string, locale: Locale): number | null {
  const found = parse(text, locale, STILL).find((result) => result.tags().has('result/relativeDateAndTime'));
  return found ? found.date().getTime() - STILL.toMillis() : null;
}

function certain({ start }: ParsedResult, ...components: Component[]): boolean {
  return components.some((component) => start.isCertain(component));
}

/** Components are those of the zone's clocks, as chrono was told its offset; the machine's own zone plays no part. */
function startOf({ start }: ParsedResult, here: DateTime): DateTime {
  const [year, month, day] = (['year', 'month', 'day'] as const).map(
    (component) => start.get(component) ?? 1,
  );
  return DateTime.fromObject({ year, month, day }, { zone: here.zone });
}

function dayOf(result: ParsedResult, here: DateTime): Day {
  const of = startOf(result, here);
  const weekday = result.start.isCertain('weekday') && !result.start.isCertain('day');
  // A weekday that is today's may be today; whether it is, its hour decides.
  const today =
    weekday &&
    result.start.get('weekday') === here.weekday % 7 &&
    of.diff(here.startOf('day'), 'days').days <= 7;
  if (today && !/next|proximo|que viene/.test(result.text))
    return { of: here.startOf('day'), how: 'weekday' };
  return { of, how: 'said' };
}

/** "the 12th", "el 12": the next such day of a month. */
function dayAlone(text: string, here: DateTime): Day | null {
  const found = /\bthe (\d{1,2})(?:st|nd|rd|th)\b|\bel (?:dia )?(\d{1,2})\b/.exec(text);
  const number = Number(found?.[1] ?? found?.[2] ?? 0);
  if (number < 1 || number > 31) return null;
  for (let ahead = 0; ahead < 62; ahead++) {
    const of = here.startOf('day').plus({ days: ahead });
    if (of.day === number) return { of, how: 'said' };
  }
  return null;
}

function todayIn(text: string, { today }: TimeWords, here: DateTime): Day | null {
  return today.test(text) ? { of: here.startOf('day'), how: 'said' } : null;
}

function partOf(text: string, { morning, afternoon, evening }: TimeWords): Part | null {
  if (morning.test(text)) return 'morning';
  if (afternoon.test(text)) return 'afternoon';
  return evening.test(text) ? 'evening' : null;
}

function withoutParts(text: string, { morning, afternoon, evening }: TimeWords): string {
  const blank = [morning, afternoon, evening].reduce((rest, part) => rest.replace(part, ' '), text);
  return blank.replace(/\b(?:in the|this|por la|de la|en la|esta)\s*(?=at\b|las?\b|$)/g, ' ');
}

/** Takes the first clock time out of a text: one that is marked as such. */
function takeClock(
  text: string,
  { lead }: TimeWords,
  part: Part | null,
): { clock: Clock | null; rest: string } {
  const forms = [
    String.raw`\b(?:(?:a )?(?:${lead}) )*(\d{1,2})(?:[:.]([0-5]\d))? ?([ap]m)\b`,
    String.raw`\b(?:(?:a )?(?:${lead}) )*(\d{1,2})[:.h]([0-5]\d)\b(?![./-])`,
    String.raw`\b(?:a )?(?:${lead}) (\d{1,2})(?: ?h(?:oras?|ours?|s|rs)?)?\b(?![/:-])`,
  ];
  for (const form of forms) {
    const found = new RegExp(form).exec(text);
    if (!found) continue;
    const clock = clockOf(found[1] ?? '', Number(found[2] ?? 0), found[3] ?? null, part);
    if (clock) return { clock, rest: text.replace(found[0], ' ') };
  }
  return { clock: null, rest: text };
}

/** An hour that is said with nothing but words that say nothing. */
function clockAlone(text: string, { filler }: TimeWords, part: Part | null): Clock | null {
  const found = /^\D{0,3}(\d{1,2})\D{0,3}$/.exec(text.replace(filler, ' ').replace(/ +/g, ' ').trim());
  return found && /^[^a-zñ]*$/.test(found[0]) ? clockOf(found[1] ?? '', 0, null, part) : null;
}

function clockOf(digits: string, minute: number, half: string | null, part: Part | null): Clock | null {
  const hour = Number(digits);
  if (hour > 23) return null;
  if (half)
    return hour < 1 || hour > 12
      ? { hours: [hour], minute }
      : { hours: [(hour % 12) + (half === 'pm' ? 12 : 0)], minute };
  if (hour > 12 || digits.startsWith('0')) return { hours: [hour], minute };
  if (part === 'morning') return { hours: [hour], minute };
  if (part) return { hours: [hour === 12 ? 12 : hour + 12], minute };
  const either = [hour % 12, (hour % 12) + 12];
  return {
    hours: either.filter((h) => h + minute / 60 >= BARE_FROM && h + minute / 60 <= BARE_UNTIL),
    minute,
  };
}

/** The first instant that the clock shows so: on the day, or on the next day on which it still will. */
function atClock({ hours, minute }: Clock, day: Day | null, here: DateTime): CallbackTime {
  const start = day?.of ?? here.startOf('day');
  const days = !day ? [0, 1] : day.how === 'weekday' ? [0, 7] : [0];
  const all = days.flatMap((ahead) => hours.map((hour) => start.plus({ days: ahead }).set({ hour, minute })));
  const next = all.find((at) => at >= here);
  return next ? within(next, here) : 'past';
}

/** The beginning of a part of a day; as soon as possible when it has begun. */
function inPart(part: Part, day: Day | null, here: DateTime): CallbackTime {
  const { from, until } = PARTS[part];
  const start = day?.of ?? here.startOf('day');
  const over = here >= start.set({ hour: until });
  if (over && day?.how === 'said') return 'past';
  const of = over ? start.plus({ days: day ? 7 : 1 }) : start;
  const at = of.set({ hour: from });
  return at <= here ? { at: null } : within(at, here);
}

function opening(day: DateTime): DateTime {
  return day.set({ hour: PARTS.morning.from });
}

function within(at: DateTime, here: DateTime): CallbackTime {
  if (at < here) return 'past';
  return at.startOf('day') > here.startOf('day').plus({ days: MOST_DAYS })
    ? 'too far'
    : { at: at.toMillis() };
}
