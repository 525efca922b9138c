import { expect, test } from 'vitest';
import {
  auc,
  calibrationError,
  errorByChance,
  errorOfWidths,
  scoreClasses,
  scoreYes,
  UNFORESEEN,
} from './metrics.ts';
import { seeded } from './random.ts';

const yes = (probability: number, truth: boolean, weight = 1) => ({ probability, truth, weight });

test('area under the curve: pairs in order, ties half, weights as repetitions', () => {
  expect(auc([yes(0.1, false), yes(0.4, true), yes(0.35, false), yes(0.8, true)])).toBe(1);
  expect(auc([yes(0.1, false), yes(0.4, false), yes(0.35, true), yes(0.8, true)])).toBe(0.75);
  expect(auc([yes(0.5, false), yes(0.5, true)])).toBe(0.5);
  expect(auc([yes(0.2, false, 3), yes(0.4, false), yes(0.3, true)])).toBe(0.75);
  expect(auc([yes(0.2, true)])).toBeNaN();
});

test('log loss and Brier score of yes-or-no forecasts, by hand', () => {
  const scores = scoreYes([yes(0.8, true), yes(0.4, false)]);
  expect(scores.logLoss).toBeCloseTo(-(Math.log(0.8) + Math.log(0.6)) / 2);
  expect(scores.brier).toBeCloseTo((0.04 + 0.16) / 2);
});

test('calibration error is nil when the share of yes is what was said, and the gap when it is not', () => {
  const said = (probability: number, yesses: number) =>
    Array.from({ length: 1500 }, (_, i) => yes(probability, i % 10 < yesses));
  expect(calibrationError(said(0.3, 3))).toBeCloseTo(0, 10);
  expect(calibrationError(said(0.5, 3))).toBeCloseTo(0.2, 10);
});

test('a forecaster who is right has the calibration error that chance lets expect; groups may be of equal width, too', () => {
  const random = seeded(5);
  const right = (rows: number) =>
    Array.from({ length: rows }, () => {
      const probability = random();
      return yes(probability, random() < probability);
    });
  const runs = Array.from({ length: 40 }, () => right(500));
  const mean = (error: (graded: ReturnType<typeof right>) => number) =>
    runs.reduce((sum, run) => sum + error(run), 0) / runs.length;
  expect(Math.abs(mean(calibrationError) / mean(errorByChance) - 1)).toBeLessThan(0.1);
  expect(errorByChance(right(50_000))).toBeLessThan(mean(errorByChance) / 8);
  expect(errorOfWidths([yes(0.32, true), yes(0.38, false), yes(1, true)])).toBeCloseTo(0.1, 10);
});

test('a truth that none foresaw is a miss with a finite loss', () => {
  const scores = scoreClasses([{ probabilities: [0.7, 0.3], truth: -1, weight: 1 }]);
  expect(scores).toMatchObject({ logLoss: -Math.log(UNFORESEEN), hit1: 0, hit3: 0 });
  expect(scoreClasses([{ probabilities: [1, 0], truth: 1, weight: 1 }]).logLoss).toBeLessThan(14);
});

test('of equal probabilities only the one named first is the first guess', () => {
  const probabilities = [0.25, 0.25, 0.25, 0.25];
  const graded = [0, 1, 2, 3].map((truth) => ({ probabilities, truth, weight: 1 }));
  expect(scoreClasses(graded)).toMatchObject({ hit1: 0.25, hit3: 0.75 });
});
