import { FLAGS, MOODS, type Mood, type MoodReading } from '../../src/conversation/moves/types.ts';
import { f1PerClass, mean } from '../moves/measure.ts';
import type { Scored } from './second.ts';

const LEANS = Array.from({ length: 17 }, (_, i) => -0.4 + i * 0.1);
const LEVELS = Array.from({ length: 46 }, (_, i) => 0.05 + i * 0.01);

/** What to lean towards each mood so that the mean of the moods' F1 is greatest, one mood after the other, twice round. */
export function chooseLeans(truth: readonly Mood[], readings: readonly MoodReading[]): number[] {
  const logs = readings.map(({ moodProbabilities }) =>
    MOODS.map((mood) => Math.log(moodProbabilities[mood])),
  );
  const f1 = (leans: readonly number[]) => {
    const pairs = logs.map((log, i) => {
      const leaning = log.map((value, k) => value + (leans[k] ?? 0));
      return [truth[i] ?? 'neutral', MOODS[leaning.indexOf(Math.max(...leaning))] ?? 'neutral'] as const;
    });
    return mean(f1PerClass(MOODS, pairs));
  };
  const leans = MOODS.map(() => 0);
  for (let k = 1; k < 2 * MOODS.length; k++) {
    const mood = k % MOODS.length;
    if (mood === 0) continue;
    leans[mood] = greatest(LEANS, (lean) => f1(leans.map((own, j) => (j === mood ? lean : own))));
  }
  return leans;
}

/** The probability above which each flag is best raised, by F1. */
export function chooseLevels(list: readonly Scored[], readings: readonly MoodReading[]): number[] {
  return FLAGS.map((flag) =>
    greatest(LEVELS, (level) => {
      const pairs = list.map(
        ({ turn }, i) =>
          [`${turn.flags.includes(flag)}`, `${(readings[i]?.flagProbabilities[flag] ?? 0) > level}`] as const,
      );
      return f1PerClass(['true', 'false'], pairs)[0] ?? 0;
    }),
  );
}

/** The best of `values`, smoothed over its neighbours: a lone peak is chance. */
function greatest(values: readonly number[], score: (value: number) => number): number {
  const all = values.map(score);
  const smooth = all.map((_, i) => mean(all.slice(Math.max(0, i - 2), i + 3)));
  return values[smooth.indexOf(Math.max(...smooth))] ?? 0;
}
