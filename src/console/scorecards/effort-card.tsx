import type { Scorecard } from '../../conversation/index.ts';
import { number, oneDecimal, percent, plural } from '../words.ts';
import { placeOf } from './place.ts';

const SECOND = 1000;

/** What the talk cost the customer, who spoke how much, holds and interruptions; each number with the turns it was counted from. */
export function EffortCard({ card }: { card: Scorecard }) {
  const { effort, talk, holds, silences, interruptions } = card;
  const rows: [name: string, turns: readonly number[]][] = [
    ['Questions asked', effort.questions],
    ['Asked for again', effort.askedTwice],
    ['Had to say it again', effort.repeats],
    ['Did not know what was happening', effort.lost],
    ['Put through to someone else', effort.transfers],
    ['Holds announced', holds.filter(({ announced }) => announced).map(({ turn }) => turn)],
    ['Waits not announced', holds.filter(({ announced }) => !announced).map(({ turn }) => turn)],
    [
      `Silences${silences.length ? ` (${seconds(silences.map(({ silence }) => silence ?? 0))})` : ''}`,
      silences.map(({ turn }) => turn),
    ],
    ['Customer interrupted', interruptions.filter(({ by }) => by === 'agent').map(({ turn }) => turn)],
  ];
  return (
    <section class="card" aria-labelledby="effort">
      <header>
        <h2 id="effort">Effort and pace</h2>
        <p>
          The agent said {plural(talk.agentWords, 'word')}, the customer {number(talk.customerWords)}
          {talk.share !== null && `: ${percent(talk.share)} of the words were the agent’s`}
          {talk.timeShare !== null && `, and ${percent(talk.timeShare)} of the time spoken`}.
        </p>
      </header>
      <dl class="counts">
        {rows.map(([name, turns]) => (
          <div>
            <dt>{name}</dt>
            <dd>
              <strong>{turns.length}</strong>
              {turns.map((turn) => (
                <>
                  {' '}
                  <a href={placeOf(turn)} aria-label={`turn ${turn + 1}`}>
                    {turn + 1}
                  </a>
                </>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      {talk.timeShare === null && (
        <p class="note">No times are known of this talk, so silences and interruptions can’t be told.</p>
      )}
    </section>
  );
}

function seconds(lengths: number[]): string {
  return `${oneDecimal(lengths.reduce((a, b) => a + b, 0) / SECOND)} s`;
}
