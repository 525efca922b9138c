import { Liquid, type Template } from 'liquidjs';
import { type Customer, own, type Subject } from '../customers/index.ts';
import { type Instant, MINUTE, spokenDay, spokenTime, zoneAbbreviation } from '../platform/index.ts';
import type { Play } from './play.ts';
import { type MessageTemplate, PARTS } from './template.ts';

export type Company = { name: string; site: string };
export type MessageContext = {
  customer: Customer;
  subject: Subject;
  /** The milestone that is told of, if one is. */
  milestone: string | null;
  company: Company;
  /** IANA zone in which times are told. */
  zone: string;
  now: Instant;
  cancelled: boolean;
};

/** A fact that is not there is a fault, except where the template asks for it (`if`, `default`). */
const engine = new Liquid({
  strictVariables: true,
  strictFilters: true,
  lenientIf: true,
  ownPropertyOnly: true,
  // A template is somebody's text and facts are anybody's: neither may hold up everyone else's messages. The limit is by
  // the clock (ms), and a machine may pause: it is far above what any message takes.
  renderLimit: 3000,
  memoryLimit: 1_000_000,
});
const MOST_PARSED = 1000;
const parsed = new Map<string, Template[]>();
/** A template as the engine renders it, parsed once: its own cache is of files only. */
function parsedOf(part: string): Template[] {
  const before = parsed.get(part);
  if (before) return before;
  const templates = engine.parse(part);
  if (parsed.size >= MOST_PARSED) parsed.clear();
  parsed.set(part, templates);
  return templates;
}
type Filter = { context: { get(path: string[]): unknown } };
engine.registerFilter('time', function (this: Filter, told: unknown, language: unknown) {
  const at = instantOf(told);
  const zone = String(this.context.get(['zone']));
  return `${spokenTime(at, zone, languageOf(language))} ${zoneAbbreviation(at, zone)}`;
});
engine.registerFilter('day', function (this: Filter, told: unknown, language: unknown) {
  const at = instantOf(told);
  const zone = String(this.context.get(['zone']));
  return spokenDay(at, Number(this.context.get(['now'])), zone, languageOf(language));
});

function languageOf(told: unknown): 'en' | 'es' {
  return told === 'es' ? 'es' : 'en';
}

function instantOf(told: unknown): Instant {
  if (typeof told !== 'number') throw new Error(`"${String(told)}" is no time that could be told`);
  return told;
}

/**
 * The words for a customer of a locale on a channel: those written for both, else for the locale, else for the channel,
 * else the play's own. "es" speaks for "es-MX", unless that has words of its own.
 */
export function templateFor(
  play: Pick<Play, 'message' | 'correction' | 'variants'>,
  kind: 'message' | 'correction',
  to: { locale: string | null; channel: string },
): MessageTemplate | undefined {
  const spoken = to.locale?.replaceAll('_', '-').toLowerCase() ?? '';
  const rank = (variant: Play['variants'][number]): number => {
    const locale = variant.locale?.toLowerCase();
    if (variant.channel && variant.channel !== to.channel) return -1;
    if (locale && spoken !== locale && !spoken.startsWith(`${locale}-`)) return -1;
    return (locale ? 2 * locale.length : 0) + (variant.channel ? 1 : 0);
  };
  const ranked = play.variants
    .map((variant) => ({ variant, rank: rank(variant) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => b.rank - a.rank);
  return (ranked[0]?.variant ?? play)[kind];
}

/**
 * Renders a message (Liquid; filters `time` and `day` tell an instant in the customer's words). A message is complete
 * or it is not sent: `missing` names the parts of the four that came out empty.
 */
export function renderMessage(
  template: MessageTemplate,
  context: MessageContext,
): { ok: true; message: { subject: string; text: string } } | { ok: false; missing: string } {
  const variables = variablesOf(context);
  const render = (part: string) =>
    String(engine.renderSync(parsedOf(part), variables))
      .replace(/\s+/g, ' ')
      .trim();
  try {
    const parts = PARTS.map((part) => ({ part, text: render(template[part]) }));
    const missing = parts.filter(({ text }) => text === '').map(({ part }) => part);
    if (missing.length) return { ok: false, missing: missing.join(', ') };
    return {
      ok: true,
      message: { subject: render(template.subject), text: parts.map(({ text }) => text).join(' ') },
    };
  } catch (error) {
    // A fact that the template needs is not there, or is of a form that it can't tell.
    return { ok: false, missing: (error as Error).message };
  }
}

function variablesOf({ customer, subject, milestone: name, company, zone, now, cancelled }: MessageContext) {
  const milestone = name === null ? undefined : own(subject.milestones, name);
  return {
    customer: tellable(customer.traits),
    facts: tellable(subject.facts),
    milestones: Object.fromEntries(
      Object.entries(subject.milestones).map(([name, value]) => [name, value.at]),
    ),
    /** How far the milestone has moved from where it first stood: whole minutes, later is positive. */
    movedMinutes: milestone ? Math.round((milestone.at - milestone.first.at) / MINUTE) : 0,
    cancelled,
    company,
    zone,
    now,
  };
}

/** The words of an answer are the longest that a message tells. */
const LONGEST_TOLD = 1000;

/** What can stand in a sentence: texts that are not too long, numbers, yes and no. */
function tellable(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) =>
        typeof value === 'number' ||
        typeof value === 'boolean' ||
        (typeof value === 'string' && value.length <= LONGEST_TOLD),
    ),
  );
}
