import type { Practice, PracticeResult, ReplayStep, Scenario } from '../../conversation/index.ts';
import type { View } from '../page.tsx';
import { When } from '../when.tsx';
import { number, title } from '../words.ts';
import { TemperChart } from './temper-chart.tsx';
import { OUTCOME_WORDS } from './words.ts';

type Props = {
  practice: Practice;
  scenario: Scenario;
  result: PracticeResult;
  replay: readonly ReplayStep[];
  view: View;
};

/** How it went: the score, one thing that was good and one to practise, and the talk turn by turn. */
export function ResultPage({ practice, scenario, result, replay, view }: Props) {
  const { outcome, tasks } = result;
  const left = tasks.filter(({ done }) => !done);
  return (
    <>
      <div class="heading">
        <h1>{scenario.title}</h1>
        <p>
          {practice.agent}, <When at={practice.startedAt} zone={view.zone} /> · <a href="/coach">Coach</a>
        </p>
      </div>
      <dl class="stats practice-stats">
        <Stat
          name="Outcome"
          value={outcome ? title(OUTCOME_WORDS[outcome]) : 'Goes on'}
          tone={outcome === 'resolved' ? 'good' : 'bad'}
        />
        <Stat name="Score of 100" value={result.score && number(result.score.overall)} />
        <Stat name="Direction" value={result.score && number(result.score.direction)} />
        <Stat name="Control" value={result.score && number(result.score.control)} />
      </dl>
      <div class="columns even">
        <section class="card" aria-labelledby="well">
          <h2 id="well">What went well</h2>
          {result.well ? (
            <>
              <p>{result.well.why}</p>
              <blockquote>{result.well.words}</blockquote>
            </>
          ) : (
            <p class="note">Too little was said to tell.</p>
          )}
        </section>
        <section class="card due" aria-labelledby="one">
          <h2 id="one">One thing to practise</h2>
          {result.practise ? (
            <>
              <p>{result.practise.advice}</p>
              {result.practise.words && <blockquote>{result.practise.words}</blockquote>}
              {result.practise.example && <p class="say">For example: {result.practise.example}</p>}
            </>
          ) : (
            <p class="note">Nothing stands out. Try a harder one.</p>
          )}
        </section>
      </div>
      {left.length > 0 && (
        <section class="card" aria-labelledby="left">
          <h2 id="left">Left undone</h2>
          <ul class="tasks">
            {left.map(({ kind, label }) => (
              <li>
                {title(kind)} {label}
              </li>
            ))}
          </ul>
        </section>
      )}
      {replay.length > 0 && (
        <section class="card" aria-labelledby="how">
          <h2 id="how">How {scenario.customer.name} was</h2>
          <div class="wide">
            <TemperChart start={result.before} replay={replay} width={1100} />
          </div>
          <div class="narrow">
            <TemperChart start={result.before} replay={replay} width={340} />
          </div>
        </section>
      )}
      {replay.length > 0 && <Replay replay={replay} name={scenario.customer.name.split(' ')[0] ?? ''} />}
      <form method="post" action="/coach">
        <input type="hidden" name="agent" value={practice.agent} />
        <button type="submit" name="scenario" value={scenario.id} class="again">
          Practise it again
        </button>
      </form>
    </>
  );
}

function Stat({ name, value, tone = '' }: { name: string; value: string | null; tone?: string }) {
  return (
    <div class="stat">
      <dt>{name}</dt>
      <dd class={`big ${tone}`}>{value ?? '–'}</dd>
    </div>
  );
}

function Replay({ replay, name }: { replay: readonly ReplayStep[]; name: string }) {
  return (
    <section class="card" aria-labelledby="replay">
      <h2 id="replay">Turn by turn</h2>
      <ol class="talk replay">
        {replay.map(({ said, reply, helped, hurt }, i) => (
          <li id={`turn-${i + 1}`}>
            <span class="speaker">{i + 1}</span>
            <div>
              {said.length === 0 && <p class="note">You said nothing.</p>}
              {said.map(({ move, text }) => (
                <p>
                  <span class={`move ${move}`}>{move}</span> {text}
                </p>
              ))}
              <p class="reply">
                <span class="speaker">{name}</span> {reply}
              </p>
              {helped.length > 0 && <p class="helped">{helped.join(' · ')}</p>}
              {hurt.map(({ what, better }) => (
                <p class="hurt">
                  {what}
                  <span class="better">Better: {better}</span>
                </p>
              ))}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
