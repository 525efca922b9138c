import { ABOUT, type Evidence, type Scorecard } from '../../conversation/index.ts';
import { oneDecimal } from '../words.ts';
import { placeOf } from './place.ts';

const HALVES = [
  ['direction', 'Direction'],
  ['control', 'Control'],
] as const;
const LONGEST = 160;

/** Every point with the words that gave or took it: 50 and the sum of them is the score. */
export function EvidenceCard({ card }: { card: Scorecard }) {
  return (
    <div class="columns">
      {HALVES.map(([half, name]) => {
        const rows = card.evidence.filter((one) => one.for === half);
        return (
          <section class="card" aria-labelledby={`evidence-${half}`}>
            <header>
              <h2 id={`evidence-${half}`}>{name}, point by point</h2>
              <p>
                50 to begin with, and{' '}
                {rows.length === 0 ? 'nothing was seen' : `${signed(card[half] - 50)} by what was said`}:{' '}
                <strong>{oneDecimal(card[half])}</strong>
              </p>
            </header>
            <ol class="evidence">
              {rows.map((one) => (
                <EvidenceRow one={one} />
              ))}
            </ol>
          </section>
        );
      })}
    </div>
  );
}

function EvidenceRow({ one }: { one: Evidence }) {
  return (
    <li class={one.kind}>
      <span class="points">{signed(one.points)}</span>
      <div>
        <p>
          <strong>{ABOUT[one.rule].name}</strong> {one.why}
        </p>
        <blockquote>
          <a href={placeOf(one.turn)}>“{short(one.words)}”</a>
        </blockquote>
      </div>
    </li>
  );
}

function signed(points: number): string {
  return `${points < 0 ? '−' : '+'}${oneDecimal(Math.abs(points))}`;
}

function short(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).replace(/\s+\S*$/, '')} …`;
}
