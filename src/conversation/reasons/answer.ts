import { Liquid } from 'liquidjs';
import { type Customer, type Subject, type SubjectChange, zoneToTell } from '../../customers/index.ts';
import { type Instant, spokenDay, spokenDuration, spokenTime } from '../../platform/index.ts';
import type { AnswerSpec, Reason } from './catalogue.ts';
import cities from './cities.json' with { type: 'json' };
import { firstPlanned } from './first-planned.ts';
import { type Journey, journeysAtHand } from './journey.ts';

/** What can be said about a reason now. Only `public` may be said before the caller is verified. */
export type Answer = { level: AnswerSpec['level']; text: string };

export type Known = {
  customer: Customer;
  subjects: readonly Subject[];
  /** The history of the subjects: tells what was first planned. */
  versions: readonly SubjectChange[];
  now: Instant;
  /** The zone of a customer who never told one. */
  timeZone: string;
};

const liquid = new Liquid({ ownPropertyOnly: true });

/** The answer to a reason out of what is known of the customer, or null when nothing known answers it. */
export function answerFor(reason: Reason, known: Known): Answer | null {
  const spec = reason.answer;
  if (!spec) return null;
  const views = spec.about === 'journey' ? journeyViews(known) : refundViews(known);
  if (!views.length) return null;
  const sentences = views.map(({ subject, view }) =>
    String(liquid.parseAndRenderSync(spec.template, { ...told(subject, spec.facts), ...view })).trim(),
  );
  return { level: spec.level, text: sentences.join(' ') };
}

type View = { subject: Subject; view: Record<string, string | boolean | null> };

function journeyViews(known: Known): View[] {
  return journeysAtHand(known.subjects, known.now).map((journey) => ({
    subject: journey.subject,
    view: journeyView(journey, known),
  }));
}

function journeyView({ subject, departure, state, leftAt }: Journey, known: Known): View['view'] {
  const zone = zoneToTell(known.customer, subject, known.timeZone);
  const first = firstPlanned(subject, known.versions);
  const shift = first === null ? null : spokenDuration(departure - first);
  const left = leftAt ?? departure;
  return {
    state,
    day: spokenDay(departure, known.now, zone),
    time: spokenTime(departure, zone),
    leftDay: spokenDay(left, known.now, zone),
    leftTime: spokenTime(left, zone),
    shift: shift && first !== null ? `${shift} ${departure > first ? 'later' : 'earlier'}` : null,
    asPlanned: first !== null && shift === null,
  };
}

function refundViews(known: Known): View[] {
  const asked = known.subjects
    .flatMap((subject) => {
      const at = subject.lastEvents['Refund Requested'];
      return at === undefined ? [] : [{ subject, at, paid: subject.lastEvents['Refund Paid'] }];
    })
    .sort((a, b) => b.at - a.at)[0];
  if (!asked) return [];
  const day = (at: Instant) =>
    spokenDay(at, known.now, zoneToTell(known.customer, asked.subject, known.timeZone));
  const paidDay = asked.paid !== undefined && asked.paid >= asked.at ? day(asked.paid) : null;
  return [{ subject: asked.subject, view: { askedDay: day(asked.at), paidDay } }];
}

/** The facts that the answer names, as long as they are something to say aloud: a short word or number. */
function told(subject: Subject, names: readonly string[]): Record<string, string> {
  const entries = names.flatMap((name): [string, string][] => {
    const value = subject.facts[name];
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
