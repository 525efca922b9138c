import { FLAGS, type Flag, MOODS, type Mood, type MoodReading } from './types.ts';

/** A mood and flags that are known, as from an annotation, in the form of a reading. */
export function certainMood(mood: Mood, flags: readonly Flag[] = []): MoodReading {
  return {
    mood,
    flags,
    moodProbabilities: Object.fromEntries(
      MOODS.map((known) => [known, known === mood ? 1 : 0]),
    ) as MoodReading['moodProbabilities'],
    flagProbabilities: Object.fromEntries(
      FLAGS.map((known) => [known, flags.includes(known) ? 1 : 0]),
    ) as MoodReading['flagProbabilities'],
  };
}
