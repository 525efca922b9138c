import { byReason } from './by-reason.ts';
import { openClassifier } from './classifier.ts';
import { coverageOf } from './coverage.ts';
import type { Example } from './examples.ts';
import { type Graded, type GradedYes, reliabilityOf, scoreClasses, scoreYes, topOf } from './metrics.ts';
import { contactWithin, type ForecastModel } from './model.ts';
import type { Rules } from './rules.ts';
import type { Beside, Evaluation, Features } from './types.ts';

type Grades = Pick<
  Evaluation,
  | 'testedOn'
  | 'reason'
  | 'contact24h'
  | 'contact7d'
  | 'reliability'
  | 'coverage'
  | 'byReason'
  | 'unseenReasons'
>;
type Foresees = (features: Features) => ArrayLike<number>;

const WHO = ['model', 'logistic', 'baseRate', 'lastReason'] as const;

/** What the logistic baseline says, fitted to what the model was fitted to. */
export type Baseline = { reason: Foresees; soon: Foresees };

/** Grades a model, the baseline and the two rules on examples, one after the other; the result is null when no contact was among them. */
export function gradeBook(
  model: ForecastModel,
  baseline: Baseline,
  rules: Rules,
): { grade(example: Example): void; result(): Grades | null } {
  const places = new Map(model.reason.classes.map((reason, i) => [reason, i]));
  const foreseeReason: Beside<Foresees> = {
    model: openClassifier(model.reason).predict,
    logistic: baseline.reason,
    baseRate: () => rules.baseReason,
    lastReason: rules.lastReason,
  };
  const within = contactWithin(openClassifier(model.soon), model.within);
  const foreseeSoon: Beside<Foresees> = {
    model: (features) => {
      const { day, week } = within(features);
      return [day, week - day, 1 - week];
    },
    logistic: baseline.soon,
    baseRate: () => rules.baseSoon,
    lastReason: rules.lastContact,
  };
  const contacts: Beside<Graded[]> = { model: [], logistic: [], baseRate: [], lastReason: [] };
  const moments: Beside<Graded[]> = { model: [], logistic: [], baseRate: [], lastReason: [] };
  const came: string[] = [];
  const unseen = new Set<string>();

  const grade = (example: Example) => {
    const { features } = example.situation;
    const isContact = example.kind === 'contact';
    const truth = isContact ? (places.get(example.reason) ?? -1) : example.soon;
    const weight = isContact ? 1 : example.weight;
    if (isContact) came.push(example.reason);
    if (isContact && truth < 0) unseen.add(example.reason);
    for (const who of WHO) {
      const probabilities = Array.from((isContact ? foreseeReason : foreseeSoon)[who](features));
      (isContact ? contacts : moments)[who].push({ probabilities, truth, weight });
    }
  };
  const result = (): Grades | null => {
    if (!contacts.model.length) return null;
    const yes = (last: number) => (graded: readonly Graded[]) => graded.map(yesWithin(last));
    const score = (last: number) => (graded: readonly Graded[]) => scoreYes(yes(last)(graded));
    return {
      testedOn: { contacts: contacts.model.length, moments: moments.model.length },
      reason: each(contacts, scoreClasses),
      contact24h: moments.model.length ? each(moments, score(0)) : null,
      contact7d: moments.model.length ? each(moments, score(1)) : null,
      reliability: {
        reason: reliabilityOf(contacts.model.map(topOf)),
        contact24h: reliabilityOf(yes(0)(moments.model)),
        contact7d: reliabilityOf(yes(1)(moments.model)),
      },
      coverage: coverageOf(contacts.model),
      byReason: byReason(contacts.model, came),
      unseenReasons: [...unseen].sort(),
    };
  };
  return { grade, result };
}

/** Whether the next contact came within the classes up to `last`, and how probable that was. */
function yesWithin(last: number): (graded: Graded) => GradedYes {
  return ({ probabilities, truth, weight }) => ({
    probability: probabilities.slice(0, last + 1).reduce((a, b) => a + b, 0),
    truth: truth <= last,
    weight,
  });
}

function each<A, B>(of: Beside<A>, score: (graded: A) => B): Beside<B> {
  return {
    model: score(of.model),
    logistic: score(of.logistic),
    baseRate: score(of.baseRate),
    lastReason: score(of.lastReason),
  };
}
