import type { MoodsModel } from '../../src/conversation/moods/model.ts';
import { FLAGS, MOODS } from '../../src/conversation/moves/types.ts';
import { calibrationError, f1PerClass, mean } from '../moves/measure.ts';
import type { MoodPart } from './examples.ts';
import { score } from './fit.ts';
import { readAll } from './second.ts';

/** One column of the table: every figure for one part by a model that has not seen it. */
export function moodFigures(part: MoodPart, model: MoodsModel): Map<string, number> {
  const readings = readAll(score(part, model), model);
  const pairs = part.said.map((turn, i) => ({ turn, got: readings[i] ?? fail() }));
  const out = new Map<string, number>();
  const perMood = f1PerClass(
    MOODS,
    pairs.map(({ turn, got }) => [turn.mood, got.mood] as const),
  );
  for (const [k, mood] of MOODS.entries()) out.set(mood, perMood[k] ?? 0);
  out.set('mean of the moods', mean(perMood));
  out.set('accuracy', mean(pairs.map(({ turn, got }) => (turn.mood === got.mood ? 1 : 0))));
  for (const flag of FLAGS) {
    const flagged = pairs.map(
      ({ turn, got }) => [`${turn.flags.includes(flag)}`, `${got.flags.includes(flag)}`] as const,
    );
    out.set(`+${flag}`, f1PerClass(['true', 'false'], flagged)[0] ?? 0);
  }
  const probable = pairs.map(({ turn, got }) => {
    const top = MOODS.reduce((a, b) => (got.moodProbabilities[b] > got.moodProbabilities[a] ? b : a));
    return { p: got.moodProbabilities[top], right: top === turn.mood };
  });
  out.set('calibration error, moods', calibrationError(probable));
  const sure = probable.filter(({ p }) => p >= 0.7);
  out.set('right where surer than 0.7', mean(sure.map(({ right }) => (right ? 1 : 0))));
  out.set('share of turns surer than 0.7', sure.length / pairs.length);
  out.set('log loss, moods', mean(pairs.map(({ turn, got }) => -Math.log(got.moodProbabilities[turn.mood]))));
  out.set(
    'calibration error, flags',
    mean(
      FLAGS.map((flag) =>
        calibrationError(
          pairs.map(({ turn, got }) => ({
            p: got.flagProbabilities[flag],
            right: turn.flags.includes(flag),
          })),
        ),
      ),
    ),
  );
  return out;
}

function fail(): never {
  throw new Error('a turn was not read');
}
