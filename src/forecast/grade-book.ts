import type { Example } from './examples.ts';
import { type Graded, type GradedYes, scoreClasses, scoreYes } from './metrics.ts';
import type { ForecastModel } from './model.ts';
import type { Rules } from './rules.ts';
import { openSoftmax } from './softmax.ts';
import type { Beside, Evaluation, Features } from './types.ts';

type Grades = Pick<
  Evaluation,
  'testedOn' | 'reason' | 'contact24h' | 'contact7d' | 'coverage' | 'unseenReasons'
>;
type Foresees = (features: Features) => ArrayLike<number>;

const THRESHOLDS = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** Grades a model and the two rules on examples, one after the other; the result is null when no contact was among them. */
export function gradeBook(
  model: ForecastModel,
  rules: Rules,
): { grade(example: Example): void; result(): Grades | null } {
  const places = new Map(model.reason.classes.map((reason, i) => [reason, i]));
  const foreseeReason: Beside<Foresees> = {
    model: openSoftmax(model.reason).predict,
    baseRate: () => rules.baseReason,
    lastReason: rules.lastReason,
  };
  const foreseeSoon: Beside<Foresees> = {
    model: openSoftmax(model.soon).predict,
    baseRate: () => rules.baseSoon,
    lastReason: rules.lastContact,
  };
  const contacts: Beside<Graded[]> = { model: [], baseRate: [], lastReason: [] };
  const moments: Beside<Graded[]> = { model: [], baseRate: [], lastReason: [] };
  const unseen = new Set<string>();

  const grade = (example: Example) => {
    const { features } = example.situation;
    const isContact = example.kind === 'contact';
    const truth = isContact ? (places.get(example.reason) ?? -1) : example.soon;
    const weight = isContact ? 1 : example.weight;
    if (isContact && truth < 0) unseen.add(example.reason);
    for (const who of ['model', 'baseRate', 'lastReason'] as const) {
      const probabilities = Array.from((isContact ? foreseeReason : foreseeSoon)[who](features));
      (isContact ? contacts : moments)[who].push({ probabilities, truth, weight });
    }
  };
  const result = (): Grades | null => {
    if (!contacts.model.length) return null;
    const within = (last: number) => (graded: readonly Graded[]) => scoreYes(graded.map(yesWithin(last)));
    return {
      testedOn: { contacts: contacts.model.length, moments: moments.model.length },
      reason: each(contacts, scoreClasses),
      contact24h: moments.model.length ? each(moments, within(0)) : null,
      contact7d: moments.model.length ? each(moments, within(1)) : null,
      coverage: coverageOf(contacts.model),
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
  return { model: score(of.model), baseRate: score(of.baseRate), lastReason: score(of.lastReason) };
}

function coverageOf(graded: readonly Graded[]): Grades['coverage'] {
  return THRESHOLDS.map((threshold) => {
    const above = graded.filter(({ probabilities }) => Math.max(...probabilities) >= threshold);
    const right = above.filter(
      ({ probabilities, truth }) => probabilities[truth] === Math.max(...probabilities),
    );
    return {
      threshold,
      contacts: above.length,
      coverage: above.length / graded.length,
      precision: above.length ? right.length / above.length : null,
    };
  });
}
