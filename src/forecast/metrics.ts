/** One forecast of several classes beside what came; `probabilities` sum to 1 less what is left for the unforeseen. */
export type Graded = { probabilities: readonly number[]; truth: number; weight: number };

/**
 * Log loss (nats), Brier score (0 to 2), calibration error of the top class, and how often the truth was among the first.
 * `eceOfWidths` is the same error in groups of equal width; `eceByChance` what a forecaster whose every word is right
 * could expect of `ece` with so few rows.
 */
export type ClassScores = {
  logLoss: number;
  brier: number;
  ece: number;
  eceOfWidths: number;
  eceByChance: number;
  hit1: number;
  hit3: number;
};

/** A yes-or-no forecast beside what came. */
export type GradedYes = { probability: number; truth: boolean; weight: number };
export type YesScores = { logLoss: number; brier: number; ece: number; auc: number };

/**
 * The mean probability given to a group, and how often it came true; `weight` in contacts, or hours of customers' lives.
 * `effective`: how many rows of equal weight would tell as much (Kish, Survey Sampling, 1965).
 */
export type ReliabilityGroup = { said: number; came: number; weight: number; effective: number };

/** A truth that nobody foresaw is charged as if it had been given this. */
export const UNFORESEEN = 0.001;
const LEAST = 1e-6;
const GROUPS = 10;

/** A truth of -1 is a class that none of the probabilities is about. */
export function scoreClasses(graded: readonly Graded[]): ClassScores {
  const sums = { logLoss: 0, brier: 0, hit1: 0, hit3: 0, weight: 0 };
  const tops: GradedYes[] = [];
  for (const { probabilities, truth, weight } of graded) {
    const given = probabilities[truth];
    sums.logLoss -=
      weight * Math.log(given === undefined ? UNFORESEEN : Math.max(given * (1 - UNFORESEEN), LEAST));
    const squares = probabilities.reduce((sum, p, k) => sum + (p - (k === truth ? 1 : 0)) ** 2, 0);
    sums.brier += weight * (given === undefined ? squares + 1 : squares);
    const rank = rankOf({ probabilities, truth });
    sums.hit1 += rank < 1 ? weight : 0;
    sums.hit3 += rank < 3 ? weight : 0;
    sums.weight += weight;
    tops.push(topOf({ probabilities, truth, weight }));
  }
  const mean = (sum: number) => sum / sums.weight;
  return {
    logLoss: mean(sums.logLoss),
    brier: mean(sums.brier),
    ece: calibrationError(tops),
    eceOfWidths: errorOfWidths(tops),
    eceByChance: errorByChance(tops),
    hit1: mean(sums.hit1),
    hit3: mean(sums.hit3),
  };
}

/** The likeliest class as a yes-or-no forecast of its own. */
export function topOf({ probabilities, truth, weight }: Graded): GradedYes {
  return {
    probability: Math.max(...probabilities),
    truth: rankOf({ probabilities, truth }) === 0,
    weight,
  };
}

/** How many classes came before the truth. Of equals the one named first does, so that a rule that gives all the same gains nothing. */
function rankOf({ probabilities, truth }: Pick<Graded, 'probabilities' | 'truth'>): number {
  const given = probabilities[truth];
  if (given === undefined) return Number.POSITIVE_INFINITY;
  return probabilities.filter((p, k) => p > given || (p === given && k < truth)).length;
}

export function scoreYes(graded: readonly GradedYes[]): YesScores {
  const sums = { logLoss: 0, brier: 0, weight: 0 };
  for (const { probability, truth, weight } of graded) {
    const given = truth ? probability : 1 - probability;
    sums.logLoss -= weight * Math.log(Math.max(given, LEAST));
    sums.brier += weight * (1 - given) ** 2;
    sums.weight += weight;
  }
  return {
    logLoss: sums.logLoss / sums.weight,
    brier: sums.brier / sums.weight,
    ece: calibrationError(graded),
    auc: auc(graded),
  };
}

/**
 * What was said and what came, in ten groups of equal weight ordered by probability (Nixon et al., Measuring Calibration
 * in Deep Learning, 2019: equal groups, as most probabilities of a rare thing lie close together).
 */
export function reliabilityOf(graded: readonly GradedYes[]): ReliabilityGroup[] {
  const sorted = [...graded].sort((a, b) => a.probability - b.probability);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  const groups = Array.from({ length: GROUPS }, () => ({ said: 0, came: 0, weight: 0, squares: 0 }));
  let passed = 0;
  for (const { probability, truth, weight } of sorted) {
    const group = groups[Math.min(GROUPS - 1, Math.floor(((passed + weight / 2) / total) * GROUPS))];
    if (!group) continue;
    group.said += weight * probability;
    group.came += truth ? weight : 0;
    group.weight += weight;
    group.squares += weight * weight;
    passed += weight;
  }
  return groups
    .filter(({ weight }) => weight > 0)
    .map(({ said, came, weight, squares }) => ({
      said: said / weight,
      came: came / weight,
      weight,
      effective: (weight * weight) / squares,
    }));
}

/** Expected calibration error: by how much what was said and what came differ, on average over the groups. */
export function calibrationError(graded: readonly GradedYes[]): number {
  const groups = reliabilityOf(graded);
  const total = groups.reduce((sum, { weight }) => sum + weight, 0);
  return groups.reduce((sum, { said, came, weight }) => sum + weight * Math.abs(said - came), 0) / total;
}

/** The same in ten groups of equal width (Guo et al., On Calibration of Modern Neural Networks, ICML 2017). */
export function errorOfWidths(graded: readonly GradedYes[]): number {
  const gaps = new Float64Array(GROUPS);
  let total = 0;
  for (const { probability, truth, weight } of graded) {
    const group = Math.min(GROUPS - 1, Math.floor(probability * GROUPS));
    gaps[group] = (gaps[group] as number) + weight * (probability - (truth ? 1 : 0));
    total += weight;
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / total;
}

/** What `calibrationError` comes to on average where all that was said is right: the mean of |normal|, group by group. */
export function errorByChance(graded: readonly GradedYes[]): number {
  const groups = reliabilityOf(graded);
  const total = groups.reduce((sum, { weight }) => sum + weight, 0);
  const gap = ({ said, effective }: ReliabilityGroup) =>
    Math.sqrt(((2 / Math.PI) * said * (1 - said)) / effective);
  return groups.reduce((sum, group) => sum + group.weight * gap(group), 0) / total;
}

/** The chance that a yes was given more than a no, a tie counting half; NaN when there is only one of the two. */
export function auc(graded: readonly GradedYes[]): number {
  const sorted = [...graded].sort((a, b) => a.probability - b.probability);
  let [noBelow, won, yes] = [0, 0, 0];
  for (let i = 0; i < sorted.length; ) {
    const probability = (sorted[i] as GradedYes).probability;
    let [tiedYes, tiedNo] = [0, 0];
    for (; i < sorted.length && sorted[i]?.probability === probability; i++) {
      const { truth, weight } = sorted[i] as GradedYes;
      if (truth) tiedYes += weight;
      else tiedNo += weight;
    }
    won += tiedYes * (noBelow + tiedNo / 2);
    noBelow += tiedNo;
    yes += tiedYes;
  }
  return won / (yes * noBelow);
}
