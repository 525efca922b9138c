import {
  HINTED_UP_TO,
  type PracticeBest,
  type PracticeLatest,
  type Scenario,
} from '../../conversation/index.ts';
import type { View } from '../page.tsx';
import { When } from '../when.tsx';
import { number, plural, title } from '../words.ts';
import { OUTCOME_WORDS } from './words.ts';

type Props = {
  scenarios: readonly Scenario[];
  best: readonly PracticeBest[];
  latest: readonly PracticeLatest[];
  /** How the agent at this browser is called; empty when nobody has said. */
  agent: string;
  fault: string | null;
  view: View;
};

/** What there is to practise, from the easiest to the hardest, with what this agent has reached. */
export function ChoosePage({ scenarios, best, latest, agent, fault, view }: Props) {
  return (
    <>
      <div class="heading">
        <h1>Coach</h1>
        <p>Practise with a simulated customer. Practice talks are counted nowhere else.</p>
      </div>
      <form method="post" action="/coach" class="choose">
        <section class="card who" aria-label="Who practises">
          <label>
            Your name
            <input
              name="agent"
              value={agent}
              required
              maxlength={80}
              autocomplete="name"
              aria-invalid={fault ? 'true' : undefined}
            />
          </label>
          <label>
            <input type="checkbox" name="hinted" /> Show hints (difficulty 1 to {HINTED_UP_TO})
          </label>
          {fault && (
            <p class="fault" role="alert">
              {fault}
            </p>
          )}
        </section>
        <ul class="scenarios">
          {scenarios.map((scenario) => (
            <ScenarioCard scenario={scenario} best={best.find((one) => one.scenario === scenario.id)} />
          ))}
        </ul>
      </form>
      {latest.length > 0 && (
        <section class="card" aria-labelledby="latest">
          <h2 id="latest">Your latest practice talks</h2>
          <ul class="plain">
            {latest.map((one) => (
              <li>
                <a href={`/coach/${encodeURIComponent(one.id)}`}>
                  {scenarios.find(({ id }) => id === one.scenario)?.title ?? one.scenario}
                </a>{' '}
                <span>
                  {one.outcome ? OUTCOME_WORDS[one.outcome] : 'goes on'}
                  {one.overall !== null && `, ${number(one.overall)}`}{' '}
                  <When at={one.startedAt} zone={view.zone} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function ScenarioCard({ scenario, best }: { scenario: Scenario; best: PracticeBest | undefined }) {
  const { id, title: name, industry, difficulty, customer, briefing } = scenario;
  return (
    <li class="card">
      <h2>{name}</h2>
      <p class="note">
        {title(industry)} · {customer.name}
      </p>
      <p class="difficulty">
        <Difficulty of={difficulty} />
      </p>
      <p>
        {briefing
          .split(/(?<=\.) /)
          .slice(0, 2)
          .join(' ')}
      </p>
      <footer>
        <p class="note">
          {best
            ? `Best ${number(best.best)} of 100 in ${plural(best.tries, 'try', 'tries')}, ${number(best.resolved)} resolved`
            : 'Not tried yet'}
        </p>
        <button type="submit" name="scenario" value={id} aria-label={`Practise: ${name}`}>
          Practise
        </button>
      </footer>
    </li>
  );
}

const HARDEST = 8;

/** Eight marks, as many filled as it is hard. */
function Difficulty({ of }: { of: number }) {
  return (
    <svg class="marks" viewBox="0 0 88 8" role="img" aria-label={`Difficulty ${of} of ${HARDEST}`}>
      {Array.from({ length: HARDEST }, (_, i) => (
        <circle class={i < of ? 'full' : ''} cx={4 + i * 11} cy="4" r="3.5" />
      ))}
    </svg>
  );
}
