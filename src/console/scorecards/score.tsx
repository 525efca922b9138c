import { number } from '../words.ts';

export type Tone = 'good' | 'warn' | 'bad';

/** Where a score stands: talks of the corpus graded good, mixed and poor lie mostly above, between and below these. */
export function toneOf(score: number): Tone {
  if (score >= 65) return 'good';
  return score >= 40 ? 'warn' : 'bad';
}

/** A score from 0 to 100 as a bar with its number. */
export function ScoreBar({ score }: { score: number }) {
  return (
    <span class={`score ${toneOf(score)}`}>
      <svg class="score-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect class="track" width="100" height="6" />
        <rect class="fill" width={score} height="6" />
      </svg>
      <strong>{number(score)}</strong>
    </span>
  );
}
