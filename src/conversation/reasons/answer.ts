import { Liquid, type Template } from 'liquidjs';
import type { Known } from './known.ts';
import type { FollowUp, Level, Reason } from './spec.ts';
import { viewsOf } from './views.ts';

/** What can be said about a reason now, and what may be asked for after it. */
export type Answer = {
  /** Who may hear it. */
  level: Level;
  text: string;
  followUps: readonly FollowUp[];
  /** What it was about. */
  subject: { type: string; id: string } | null;
};

/** A company's own template must not hold up every call. The limit is by the clock (ms), and a machine may pause. */
const liquid = new Liquid({
  ownPropertyOnly: true,
  // `include` and `render` read files of the machine otherwise.
  templates: {},
  // What is not known is a fault, except where the template asks for it (`if`, `default`): no sentence has a hole.
  strictVariables: true,
  lenientIf: true,
  renderLimit: 2000,
  memoryLimit: 1_000_000,
});

/** The answer to a reason by its template, or null when what is known does not answer it, or not in whole. */
export function answerFor(reason: Reason, known: Known): Answer | null {
  const spec = reason.answer;
  if (!spec) return null;
  const views = viewsOf(spec.about, spec.facts, known);
  const said = views.map(({ values }) => render(spec.template[known.locale], values));
  if (!said.length || said.some((words) => !words)) return null;
  const text = said.join(' ');
  const subject = views[0]?.subject ?? null;
  return {
    level: spec.level,
    text,
    followUps: spec.followUps,
    subject: subject && { type: subject.type, id: subject.id },
  };
}

const ORDER: Record<Level, number> = { open: 0, public: 1, verified: 2 };

/** Whether who has reached `reached` may hear what is of `level`. */
export function mayHear(reached: Level, level: Level): boolean {
  return ORDER[reached] >= ORDER[level];
}

/** "your flight to Denver this evening": what a question about the reason would name, or null where there is nothing or it may not be said. */
export function aboutOf({ about }: Reason, known: Known, reached: Level): string | null {
  if (!about || !mayHear(reached, about.level)) return null;
  const [view] = viewsOf(about.of, about.facts, known);
  return (view && render(about.phrase[known.locale], view.values)) || null;
}

/** The question that offers a reason, as it follows "Hello Ashley,". */
export function questionOf(reason: Reason, locale: Known['locale'], about: string | null): string {
  return render(reason.question[locale], about === null ? {} : { about }) ?? reason.label[locale];
}

/** Templates as they were read; a company has some dozens of them, unless it goes on changing them. */
const read = new Map<string, Template[]>();
const MOST_READ = 1000;

/** Null where the template needs what is not there. */
function render(template: string, values: Readonly<Record<string, unknown>>): string | null {
  try {
    const parsed = read.get(template) ?? liquid.parse(template);
    if (read.size >= MOST_READ) read.clear();
    read.set(template, parsed);
    const text: unknown = liquid.renderSync(parsed, { ...values });
    return String(text).replace(/\s+/g, ' ').trim();
  } catch {
    return null;
  }
}
