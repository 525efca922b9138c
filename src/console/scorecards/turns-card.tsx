import type { Evidence, TalkTurn } from '../../conversation/index.ts';
import { TurnWords } from '../desk/following.tsx';
import { title } from '../words.ts';

/** What was said, with the points that each turn gave and took. */
export function TurnsCard({ turns, evidence }: { turns: TalkTurn[]; evidence: readonly Evidence[] }) {
  return (
    <section class="card" aria-labelledby="said">
      <h2 id="said">What was said</h2>
      {turns.length === 0 && <p class="note">The words of this talk are gone.</p>}
      <ol class="talk">
        {turns.map(({ labels }, at) => (
          <li class={labels.speaker} id={`turn-${at + 1}`}>
            <span class="speaker">
              {at + 1} {title(labels.speaker)} <Sum evidence={evidence.filter(({ turn }) => turn === at)} />
            </span>
            <TurnWords turn={labels} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Sum({ evidence }: { evidence: Evidence[] }) {
  if (evidence.length === 0) return null;
  const points = evidence.reduce((sum, one) => sum + one.points, 0);
  const tone = points < 0 ? 'broken' : 'kept';
  const words = `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(1)}`;
  return (
    <span class={`points ${tone}`} title={evidence.map(({ why }) => why).join(' ')}>
      {words}
    </span>
  );
}
