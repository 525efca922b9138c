import { EvaluationFigures, type KeptEvaluation, type ModelInUse } from '../../forecast/index.ts';
import { Empty } from '../empty.tsx';
import { hrefOf } from '../links.ts';
import type { View } from '../page.tsx';
import { LongWhen } from '../when.tsx';
import { ModelCard } from './model-card.tsx';

type Props = { evaluation: KeptEvaluation | null; model: ModelInUse | null; view: View };

/** What the evaluation made last found, and the model in use. */
export function ForecastPage({ evaluation, model, view }: Props) {
  return (
    <>
      <div class="heading">
        <h1>How good the forecast is</h1>
        {evaluation && (
          <p>
            Evaluated <LongWhen at={evaluation.at} zone={view.zone} />
          </p>
        )}
      </div>
      {evaluation ? (
        <Evaluated evaluation={evaluation} view={view} />
      ) : (
        <section class="card">
          <Empty heading="Not evaluated yet.">
            Run <code>beforehand evaluate</code>: it fits the forecast to the first part of the history, tests
            it on the rest, and shows here how far it can be trusted. It takes minutes, not hours.
          </Empty>
        </section>
      )}
      <ModelCard model={model} view={view} />
    </>
  );
}

function Evaluated({ evaluation: { report }, view }: { evaluation: KeptEvaluation; view: View }) {
  const tested = { since: report.trainedUntil, until: report.testedUntil };
  return (
    <EvaluationFigures
      report={report}
      when={(at) => <LongWhen at={at} zone={view.zone} />}
      hrefOf={(reason) =>
        hrefOf({ rows: 'contacts', filter: reason === undefined ? tested : { ...tested, reason } })
      }
    />
  );
}
