import { type Subject, zoneToTell } from '../../customers/index.ts';
import type { Instant } from '../../platform/index.ts';
import cities from './cities.json' with { type: 'json' };
import { firstPlanned } from './first-planned.ts';
import { type Journey, journeysAtHand } from './journey.ts';
import type { Known } from './known.ts';
import type { Source } from './spec.ts';
import { type Spoken, spokenIn } from './spoken.ts';

type Value = string | boolean | null | Readonly<Record<string, string>>;
/** What a template gets to see of one subject; `subject` null: nothing of the customer's. */
export type View = { subject: Subject | null; values: Readonly<Record<string, Value>> };

/** What words about `source` are drawn from now, what comes first first; empty when there is nothing to tell of. */
export function viewsOf(source: Source, facts: readonly string[], known: Known): View[] {
  if (source === 'nothing') return [{ subject: null, values: {} }];
  const views =
    source === 'journey'
      ? journeys(known)
      : source === 'refund'
        ? refunds(known)
        : next(source.subject, known);
  return views.map(({ subject, values }) => ({ subject, values: { ...told(subject, facts), ...values } }));
}

type Drawn = { subject: Subject; values: View['values'] };

function journeys(known: Known): Drawn[] {
  return journeysAtHand(known.subjects, known.now).map((journey) => ({
    subject: journey.subject,
    values: journeyValues(journey, known),
  }));
}

function journeyValues({ subject, departure, state, leftAt }: Journey, known: Known): View['values'] {
  const spoken = spokenOf(subject, known);
  const first = firstPlanned(subject, known.versions);
  const shift = first === null ? null : spoken.duration(departure - first);
  const left = leftAt ?? departure;
  return {
    state,
    day: spoken.day(departure),
    time: spoken.time(departure),
    when: spoken.when(departure),
    leftDay: spoken.day(left),
    leftTime: spoken.time(left),
    shift: shift && first !== null ? `${shift} ${LATER[known.locale][departure > first ? 0 : 1]}` : null,
    asPlanned: first !== null && shift === null,
  };
}

const LATER = { en: ['later', 'earlier'], es: ['más tarde', 'antes'] } as const;

function refunds(known: Known): Drawn[] {
  const asked = known.subjects
    .flatMap((subject) => {
      const at = subject.lastEvents['Refund Requested'];
      return at === undefined ? [] : [{ subject, at, paid: subject.lastEvents['Refund Paid'] }];
    })
    .sort((a, b) => b.at - a.at)[0];
  if (!asked) return [];
  const { day } = spokenOf(asked.subject, known);
  const paidDay = asked.paid !== undefined && asked.paid >= asked.at ? day(asked.paid) : null;
  return [{ subject: asked.subject, values: { askedDay: day(asked.at), paidDay } }];
}

/** Of the subjects of a type the one whose next milestone comes first; where none has one to come, the last that changed. */
function next(type: string, known: Known): Drawn[] {
  const ahead = (subject: Subject): Instant =>
    Math.min(
      ...Object.values(subject.milestones).flatMap(({ at }) => (at >= known.now ? [at] : [])),
      Number.MAX_SAFE_INTEGER,
    );
  const [subject] = known.subjects
    .filter((one) => one.type === type)
    .sort((a, b) => ahead(a) - ahead(b) || b.updatedAt - a.updatedAt);
  if (!subject) return [];
  const spoken = spokenOf(subject, known);
  const each = (say: (at: Instant) => string, instants: readonly (readonly [string, Instant])[]) =>
    Object.fromEntries(instants.map(([name, at]) => [name, say(at)]));
  const milestones = Object.entries(subject.milestones).map(([name, { at }]) => [name, at] as const);
  const events = Object.entries(subject.lastEvents);
  return [
    {
      subject,
      values: {
        day: each(spoken.day, milestones),
        time: each(spoken.time, milestones),
        when: each(spoken.when, milestones),
        happened: each(spoken.day, events),
      },
    },
  ];
}

function spokenOf(subject: Subject, known: Known): Spoken {
  return spokenIn(known.locale, known.now, zoneToTell(known.customer, subject, known.timeZone));
}

/** The facts that are named, as long as they are something to say aloud: a short word or number. */
function told(subject: Subject, names: readonly string[]): Record<string, string> {
  const entries = names.flatMap((name): [string, string][] => {
    const value = Object.hasOwn(subject.facts, name) ? subject.facts[name] : null;
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
    if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,'’/-]{0,39}$/u.test(text)) return [];
    return [[name, name === 'destination' ? cityOf(text) : text]];
  });
  return Object.fromEntries(entries);
}

/** Airport codes (IATA) as their city; an unknown one letter by letter. */
function cityOf(text: string): string {
  if (!/^[A-Z]{3}$/.test(text)) return text;
  return (cities as Record<string, string>)[text] ?? [...text].join(' ');
}
