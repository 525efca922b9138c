import type { Play } from '../../../outreach/index.ts';
import { iso } from '../../../platform/index.ts';
import { Both } from '../../charts/both.tsx';
import { LeadTimes } from '../../charts/lead-times.tsx';
import { queryOf } from '../../links.ts';
import type { View } from '../../page.tsx';
import { LongWhen } from '../../when.tsx';
import { channelWords, finePercent, number, oneDecimal, percent, plural, reasonWords } from '../../words.ts';
import { MessagesCard } from './messages.tsx';
import type { Shown } from './shown.ts';
import { ThresholdsCard } from './thresholds-card.tsx';
import type { Done } from './trials.ts';
import { WithheldCard } from './withheld-card.tsx';

type Props = { trial: Done; play: Play; shown: Shown; page: number; view: View };

/** What the play would have come to. */
export function Result({ trial, play, shown, page, view }: Props) {
  const { report } = trial;
  const at = `/plays/${encodeURIComponent(play.id)}/backtest`;
  return (
    <>
      <p class="note">
        Version {report.play.version}, had it been launched on <LongWhen at={report.since} zone={view.zone} />
        , up to <LongWhen at={report.until} zone={view.zone} />.{' '}
        {report.play.version !== play.version && <strong>The play is at version {play.version} now.</strong>}
      </p>
      {report.notes.map((note) => (
        <p class="said warn">Note: {note}.</p>
      ))}
      <Headline report={report} at={at} />
      <div class="columns">
        <LeadTimeCard report={report} />
        <ValueCard report={report} />
      </div>
      <ThresholdsCard report={report} at={at} />
      <WithheldCard report={report} at={at} />
      <MessagesCard trial={trial} shown={shown} page={page} at={at} view={view} />
    </>
  );
}

type Part = { report: Done['report'] };

function Headline({ report, at }: Part & { at: string }) {
  const { messagesPerCustomer: per, since, until, play } = report;
  const contacts = `/contacts?${queryOf({ reason: play.reason, since: iso(since + 1), until: iso(until) })}`;
  const opens = (rows: string, count: number, of: string) => (
    <a class="figure" href={`${at}?rows=${rows}#messages`} aria-label={`${number(count)} ${of}`}>
      {number(count)}
    </a>
  );
  return (
    <dl class="stats">
      <div class="stat">
        <dt>Customers reached</dt>
        <dd>
          <span class="big">{opens('sent', report.customers, 'customers')}</span>
        </dd>
        <dd class="note">
          {opens('sent', report.messages, 'messages')} messages, {oneDecimal(per.mean)} each on average, 90 %
          get no more than {per.p90}, at most {per.most}
          {Object.keys(report.channels).length > 0 &&
            `; ${Object.entries(report.channels)
              .map(([channel, count]) => `${channelWords(channel)} ${number(count)}`)
              .join(', ')}`}
        </dd>
      </div>
      <div class="stat">
        <dt>Contacts it comes before</dt>
        <dd>
          <span class="big">{opens('before', report.covered, 'contacts')}</span>
        </dd>
        <dd class="note">
          {percent(report.coverage)} of{' '}
          <a class="figure" href={contacts}>
            {number(report.contacts)}
          </a>{' '}
          about {reasonWords(play.reason).toLowerCase()}
        </dd>
      </div>
      <div class="stat">
        <dt>Precision</dt>
        <dd>
          <span class="big">{finePercent(report.precision)}</span>
        </dd>
        <dd class="note">
          {opens('unneeded', report.messages + report.heldOut - report.covered, 'messages nobody needed')}{' '}
          messages, {percent(report.unneeded)}, nobody needed
        </dd>
      </div>
      <div class="stat">
        <dt>Held out</dt>
        <dd>
          <span class="big">{opens('held', report.heldOut, 'held out')}</span>
        </dd>
        <dd class="note">
          counted above as if they were reached; {plural(report.corrections, 'correction')}
        </dd>
      </div>
    </dl>
  );
}

function LeadTimeCard({ report: { leadTimeHours: lead, leadTimes } }: Part) {
  return (
    <section class="card" aria-labelledby="lead">
      <header>
        <h2 id="lead">How long before</h2>
        <p>
          {lead
            ? `A tenth came within ${span(lead.p10)} of the message, half within ${span(lead.p50)}, nine tenths within ${span(lead.p90)}.`
            : 'No contact came after a message.'}
        </p>
      </header>
      {lead && (
        <Both
          draw={(width) => (
            <LeadTimes
              steps={leadTimes}
              sendAfter={null}
              width={Math.min(width, 560)}
              after="after the message"
              label={`Contacts by hours after the message: half within ${span(lead.p50)}`}
            />
          )}
        />
      )}
    </section>
  );
}

function ValueCard({ report: { value, assumptions } }: Part) {
  const money = (amount: number) => `${number(amount)} ${assumptions.currency}`;
  return (
    <section class="card" aria-labelledby="value">
      <header>
        <h2 id="value">Worth</h2>
        <p>
          Assuming that {percent(assumptions.deflection)} of those contacts are not made,{' '}
          {assumptions.costPerMinute} {assumptions.currency} a minute and {assumptions.costPerMessage} a
          message. Change it above.
        </p>
      </header>
      <dl class="pairs">
        <dt>Contacts not made</dt>
        <dd>
          {number(value.contactsSpared)}, {number(value.handlingMinutes)} minutes of handling
        </dd>
        <dt>Saved</dt>
        <dd>{money(value.saved)}</dd>
        <dt>Messages cost</dt>
        <dd>{money(value.spent)}</dd>
        <dt>Net</dt>
        <dd>
          <strong class={value.net < 0 ? 'big bad' : undefined}>{money(value.net)}</strong>,{' '}
          {money(value.netMonthly)} a month
        </dd>
      </dl>
    </section>
  );
}

function span(hours: number): string {
  return hours < 1 ? `${Math.round(hours * 60)}\u00a0min` : `${oneDecimal(hours)}\u00a0h`;
}
