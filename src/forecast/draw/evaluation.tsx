import type { Child } from 'hono/jsx';
import type { Instant } from '../../platform/index.ts';
import type { Evaluation } from '../types.ts';
import { CoverageCurve } from './coverage-curve.tsx';
import { Measures } from './measures.tsx';
import { type HrefOf, Reasons } from './reasons.tsx';
import { Reliability } from './reliability.tsx';
import { count, plain, share, tick } from './words.ts';

/** Between them the threshold from which a reason is offered is chosen. */
const USUAL = 0.5;

type Props = {
  report: Evaluation;
  when: (at: Instant) => Child;
  /** The address of the contacts that were tested on, of one reason or of all. */
  hrefOf?: HrefOf;
};

/** How good a forecast is: the numbers to read first, the measures, what was said and what came, reason by reason. */
export function EvaluationFigures({ report, when, hrefOf }: Props) {
  const tested = `${count(report.testedOn.contacts)} contacts`;
  return (
    <>
      <p class="lead">
        Fitted to {count(report.trainedOn.contacts)} contacts before {when(report.trainedUntil)}, then tested
        on {hrefOf ? <a href={hrefOf()}>{tested}</a> : tested} from there to {when(report.testedUntil)}, each
        from what was known before it, and on {count(report.testedOn.moments)} other moments of customers’
        lives.
      </p>
      <First report={report} />
      <section class="card" aria-labelledby="said-and-came">
        <header>
          <h2 id="said-and-came">What was said and what came</h2>
          <p>
            Forecasts in groups of equal weight. On the diagonal, of what was given 30&nbsp;% three in ten
            came; above it more came than was said. The line through a dot is what chance leaves open.
          </p>
        </header>
        <div class="drawings">
          <Reliability
            id="of-reason"
            heading="The likeliest reason"
            groups={report.reliability.reason}
            weighedIn="Contacts"
          />
          <Reliability
            id="within-24h"
            heading="A contact within 24 hours"
            groups={report.reliability.contact24h}
            weighedIn="Hours of life"
          />
          <Reliability
            id="within-7d"
            heading="A contact within 7 days"
            groups={report.reliability.contact7d}
            weighedIn="Hours of life"
          />
        </div>
      </section>
      <div class="drawing-and-table">
        <section class="card" aria-labelledby="when-sure">
          <header>
            <h2 id="when-sure">Coverage and precision</h2>
            <p>The higher the probability that is asked for, the fewer contacts, and the righter.</p>
          </header>
          <div class="drawings">
            <CoverageCurve id="coverage" coverage={report.coverage} />
          </div>
        </section>
        <section class="card" aria-labelledby="by-reason">
          <header>
            <h2 id="by-reason">Reason by reason</h2>
            <p>How often the reason that came was named first, and the probability it was given.</p>
          </header>
          <Reasons rows={report.byReason} hrefOf={hrefOf} />
          {report.unseenReasons.length > 0 && (
            <p class="note">
              Not seen in training, so always missed: {report.unseenReasons.map(plain).join(', ')}.
            </p>
          )}
        </section>
      </div>
      <section class="card" aria-labelledby="measures">
        <header>
          <h2 id="measures">Beside simpler ways</h2>
          <p>
            A logistic regression on the same features; always the usual rates; and what followed the last
            reason (for a contact: what is usual so long after the last one).
          </p>
        </header>
        <Measures report={report} />
      </section>
    </>
  );
}

/** The four numbers to read first. */
function First({ report }: { report: Evaluation }) {
  const { reason, contact7d } = report;
  const usual = report.coverage.find(({ threshold }) => threshold === USUAL);
  return (
    <dl class="stats">
      <Stat label="Right reason named first" value={share(reason.model.hit1)}>
        always the commonest: {share(reason.baseRate.hit1)}
      </Stat>
      <Stat label="Among the first three" value={share(reason.model.hit3)}>
        the commonest three: {share(reason.baseRate.hit3)}
      </Stat>
      <Stat label={`Right when ${tick(USUAL)} sure or more`} value={share(usual?.precision ?? null)}>
        which is so for {share(usual?.coverage ?? null)} of contacts
      </Stat>
      <Stat
        label="Tells who gets in touch"
        value={contact7d && Number.isFinite(contact7d.model.auc) ? share(contact7d.model.auc) : '–'}
      >
        AUC within 7 days; a coin: 50&nbsp;%
      </Stat>
    </dl>
  );
}

function Stat({ label, value, children }: { label: string; value: string; children: Child }) {
  return (
    <div class="stat">
      <dt>{label}</dt>
      <dd class="big">{value}</dd>
      <dd class="note">{children}</dd>
    </div>
  );
}
