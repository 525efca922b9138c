import type { AgentReply, Following, LabelledTurn } from '../../conversation/index.ts';
import { percent, title } from '../words.ts';

const STEPS = [
  ['signpost', 'says what comes next, and why'],
  ['question', 'asks for what is needed'],
  ['listen', 'gives back what was said'],
  ['acknowledge', 'recognises feeling and effort'],
] as const;

const WENT: Record<AgentReply['status'], string> = {
  sending: 'Being sent',
  sent: 'Sent as a text',
  failed: 'Not sent',
  unknown: 'Not known whether it was sent',
};

/** A conversation, and what became of the agent's words where they go out by text. */
export type Shown = Following & { replies?: readonly AgentReply[] };

/** The conversation so far with its moves, where the cycle stands, and the one thing that is due, if any. */
export function FollowingPart({ following }: { following: Shown }) {
  const went = new Map(following.replies?.map((reply) => [reply.seq, reply]));
  return (
    <>
      <Next following={following} />
      <Cycle following={following} />
      <section class="card" aria-labelledby="talk-heading">
        <h2 id="talk-heading">The conversation</h2>
        {following.turns.length === 0 && (
          <p class="note">Nothing has been said yet. Type or paste it below.</p>
        )}
        <ol class="talk">
          {following.turns.map(({ seq, labels, due }) => (
            <li class={labels.speaker}>
              <span class="speaker">{title(labels.speaker)}</span>
              <TurnWords turn={labels} />
              <Went reply={went.get(seq)} />
              {due && (
                <p class="note">
                  Prompted then: <span class={`move ${due.move}`}>{due.move}</span> {due.why}
                </p>
              )}
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

function Went({ reply }: { reply: AgentReply | undefined }) {
  if (!reply) return null;
  const words = `${WENT[reply.status]}${reply.why ? `: ${reply.why}` : ''}`;
  return <p class={reply.status === 'failed' || reply.status === 'unknown' ? 'fault' : 'note'}>{words}</p>;
}

function Next({ following: { due, turns } }: { following: Following }) {
  return (
    <section class="card due" aria-labelledby="due" aria-live="polite">
      <h2 id="due">Due next</h2>
      {due ? (
        <>
          <p>
            <span class={`move ${due.move}`}>{due.move}</span> <strong>{due.do}.</strong>
          </p>
          <p class="say">“{due.say}”</p>
          <p class="note">{due.why}</p>
        </>
      ) : (
        <p class="note">
          {turns.length ? 'Nothing to add. Go on.' : 'Begin with a greeting and what you will do for them.'}
        </p>
      )}
    </section>
  );
}

function Cycle({ following: { cycle, due } }: { following: Following }) {
  return (
    <section class="card" aria-labelledby="cycle">
      <h2 id="cycle">The cycle</h2>
      <ol class="cycle">
        {STEPS.map(([step, what]) => (
          <li class={`${cycle.steps[step] ? 'done' : ''} ${due?.move === step ? 'next' : ''}`}>
            <strong>{title(step)}</strong>
            <span class="count">{cycle.moves[step]}</span>
            <small>{due?.move === step ? 'due now' : what}</small>
          </li>
        ))}
      </ol>
    </section>
  );
}

export function TurnWords({ turn }: { turn: LabelledTurn }) {
  if (turn.speaker === 'agent') {
    return (
      <div>
        {turn.stretches.map(({ text, move, probabilities }) => (
          <p>
            <span class={`move ${move}`} title={`${move}, ${percent(probabilities[move])} sure`}>
              {move}
            </span>{' '}
            {text}
          </p>
        ))}
      </div>
    );
  }
  return (
    <div>
      <p>
        {turn.text} {turn.mood !== 'neutral' && <span class={`mood ${turn.mood}`}>{turn.mood}</span>}
        {turn.flags.map((flag) => (
          <span class="mood flag">{flag}</span>
        ))}
      </p>
    </div>
  );
}
