import { raw } from 'hono/html';
import { cycleDiagram, type KeptCard, type TalkTurn } from '../../conversation/index.ts';
import type { View } from '../page.tsx';
import { LongWhen } from '../when.tsx';
import { channelWords, reasonWords } from '../words.ts';
import { EffortCard } from './effort-card.tsx';
import { EvidenceCard } from './evidence-card.tsx';
import { placeOf } from './place.ts';
import { ScoreBar } from './score.tsx';
import { TurnsCard } from './turns-card.tsx';

type Props = { kept: KeptCard; turns: TalkTurn[]; view: View };

/** One scorecard: what went well first, one thing to practise, the cycle over time, and every point with its words. */
export function CardPage({ kept, turns, view }: Props) {
  const { card, agent, team, reason, channel, at, customerId } = kept;
  return (
    <>
      <div class="heading">
        <h1>
          {agent ?? 'Agent not known'}: {reasonWords(reason)}
        </h1>
        <p>
          <LongWhen at={at} zone={view.zone} /> · {channelWords(channel)}
          {team && ` · team ${team}`}
          {customerId !== null && (
            <>
              {' '}
              · <a href={`/customers/${encodeURIComponent(customerId)}`}>{customerId}</a>
            </>
          )}
        </p>
      </div>
      <dl class="stats small scores">
        {(['overall', 'direction', 'control'] as const).map((name) => (
          <div class="stat">
            <dt>{MEANINGS[name][0]}</dt>
            <dd>
              <ScoreBar score={card[name]} />
            </dd>
            <dd class="note">{MEANINGS[name][1]}</dd>
          </div>
        ))}
      </dl>
      <div class="columns">
        <Well kept={kept} />
        <Practise kept={kept} />
      </div>
      <section class="card" aria-labelledby="cycle">
        <header>
          <h2 id="cycle">The cycle over time</h2>
          <p>Each dot is a step of the agent’s; below, how the customer felt. A dot opens its words.</p>
        </header>
        <div class="scroll">{raw(cycleDiagram(card.cycle, placeOf))}</div>
      </section>
      <EvidenceCard card={card} />
      <EffortCard card={card} />
      <TurnsCard turns={turns} evidence={card.evidence} />
    </>
  );
}

const MEANINGS = {
  overall: ['Overall', 'the mean of the two'],
  direction: ['Direction', 'the customer knows where it goes, and why'],
  control: ['Control', 'the customer is sure that it is being handled'],
} as const;

function Well({ kept: { card } }: { kept: KeptCard }) {
  return (
    <section class="card well" aria-labelledby="well">
      <h2 id="well">What went well</h2>
      {card.well ? (
        <>
          <p>{card.well.why}</p>
          <blockquote>
            <a href={placeOf(card.well.turn)}>“{card.well.words}”</a>
          </blockquote>
        </>
      ) : (
        <p class="note">Nothing in so short a talk stands out.</p>
      )}
    </section>
  );
}

function Practise({ kept: { card } }: { kept: KeptCard }) {
  return (
    <section class="card practise" aria-labelledby="practise">
      <h2 id="practise">One thing to practise</h2>
      {card.practise ? (
        <>
          <p>
            <span class={`move ${card.practise.move}`}>{card.practise.move}</span> {card.practise.advice}
          </p>
          <blockquote>
            <a href={placeOf(card.practise.turn)}>“{card.practise.words}”</a>
          </blockquote>
        </>
      ) : (
        <p class="note">Nothing that cost a point. Keep to it.</p>
      )}
    </section>
  );
}
