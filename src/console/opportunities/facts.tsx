import type { Opportunity } from '../../forecast/index.ts';
import { channelWords, number, oneDecimal, percent } from '../words.ts';

/** The figures of an opportunity; the count opens the contacts. */
export function Facts({ opportunity }: { opportunity: Opportunity }) {
  const { id, contacts, coverage, precision, lift, channels, sendAt, qValue } = opportunity;
  const most = Object.entries(channels).sort((a, b) => b[1] - a[1]);
  return (
    <dl class="facts">
      <div>
        <dt>Contacts</dt>
        <dd>
          <a
            class="figure"
            href={`/opportunities/${id}#contacts`}
            aria-label={`${number(contacts)} contacts`}
          >
            {number(contacts)}
          </a>{' '}
          <small>{percent(coverage)} of the reason</small>
        </dd>
      </div>
      <div>
        <dt>Precision</dt>
        <dd>
          {percent(precision)} <small>{lift < 10 ? oneDecimal(lift) : number(lift)} × usual</small>
        </dd>
      </div>
      <div>
        <dt>Send</dt>
        <dd>
          {sendAt.words} <small>before {percent(sendAt.before)}</small>
        </dd>
      </div>
      <div>
        <dt>Channels</dt>
        <dd>
          {most
            .slice(0, 2)
            .map(([channel, count]) => `${channelWords(channel)} ${percent(count / contacts)}`)
            .join(', ')}
        </dd>
      </div>
      <div>
        <dt>False-discovery rate</dt>
        <dd>{qValue < 0.001 ? 'below 0.001' : qValue.toFixed(3)}</dd>
      </div>
    </dl>
  );
}
