import { Liquid, type Template } from 'liquidjs';
import { type Customer, own, type Subject } from '../customers/index.ts';
import {
  DAY,
  type Instant,
  keeping,
  MINUTE,
  spokenDay,
  spokenTime,
  wallTime,
  zoneAbbreviation,
} from '../platform/index.ts';
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
  // `include` and `render` read files of the machine otherwise.
  templates: {},
  // A template is somebody's text and facts are anybody's: neither may hold up everyone else's messages. The limit is by
  // the clock (ms), and a machine may pause: it is far above what any message takes.
  renderLimit: 3000,
  memoryLimit: 1_000_000,
});
/** A template as the engine renders it, parsed once: its own cache is of files only. */
const parsedOf = keeping(1000, (text: string) => {
  const templates = engine.parse(text);
  return { templates, reads: isSettled(text) ? readsOf(templates) : null };
});

/** Whether what a template reads settles what it says: it makes no names of its own, asks no clock and draws no lots. */
function isSettled(text: string): boolean {
  const tags = [...text.matchAll(/\{%-?\s*(\S*)/g)].map(([, tag]) => tag ?? '');
  return tags.every((tag) => SETTLED_TAGS.has(tag)) && !/\|\s*(date|sample)/.test(text);
}
const SETTLED_TAGS = new Set(
  'if elsif else endif unless endunless case when endcase comment endcomment'.split(' '),
);

/** The names that a template reads, or null where a name is itself read. */
function readsOf(templates: Template[]): string[][] | null {
  const paths = engine.globalVariableSegmentsSync(templates);
  return paths.every((path) => path.every((name) => typeof name === 'string')) ? (paths as string[][]) : null;
}

const MOST_TEXTS = 10_000;
const texts = new Map<string, string>();
/** What a template says. Most parts say the same to all whom a play reaches, or to a whole flight of them. */
function textOf(part: string, variables: ReturnType<typeof variablesOf>): string {
  const { templates, reads } = parsedOf(part);
  const { zone, now } = variables;
  const key = reads
    ? JSON.stringify([part, zone, dayIn(zone, now), ...reads.map((path) => valueAt(variables, path))])
    : null;
  const before = key === null ? undefined : texts.get(key);
  if (before !== undefined) return before;
  const text = String(engine.renderSync(templates, variables)).replace(/\s+/g, ' ').trim();
  if (texts.size >= MOST_TEXTS) texts.clear();
  if (key !== null) texts.set(key, text);
  return text;
}

function dayIn(zone: string, now: Instant): number {
  return Math.floor(wallTime(now, zone) / DAY);
}

/** The value under a path, or what the last name is asked of: of that the engine may tell the size, the first, the last. */
function valueAt(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined || typeof value !== 'object' || value === null) return value;
  if (['size', 'first', 'last'].includes(name)) return value;
  return valueAt(own(value as Record<string, unknown>, name), rest);
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
  const render = (part: string) => textOf(part, variables);
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
