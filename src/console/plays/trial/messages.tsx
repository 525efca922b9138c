import type { Child } from 'hono/jsx';
import { HOUR } from '../../../platform/index.ts';
import { queryOf } from '../../links.ts';
import { PAGE, Pager } from '../../lists/filter-bar.tsx';
import type { View } from '../../page.tsx';
import { When } from '../../when.tsx';
import { causeWords, channelWords, oneDecimal, percent, plain, plural } from '../../words.ts';
import { messagesShown, type Shown, withheldShown } from './shown.ts';
import type { Done } from './trials.ts';

type Props = { trial: Done; shown: Shown; page: number; at: string; view: View };

const CHOICES = [
  ['all', 'All'],
  ['before', 'Before a contact'],
  ['unneeded', 'Nobody needed'],
  ['held', 'Held out'],
] as const;

/** The rows that the figures of a trial were counted from; each opens its customer. */
export function MessagesCard({ trial, shown, page, at, view }: Props) {
  const isWithheld = shown.rows === 'withheld';
  const lines = isWithheld ? withheldLines(trial, shown, view) : messageLines(trial, shown, view);
  const { atLeast, status, reason } = shown;
  return (
    <section class="card" aria-labelledby="messages">
      <header class="split">
        <h2 id="messages" data-total={lines.length}>
          {isWithheld
            ? `${plural(lines.length, 'message')} not sent: ${causeWords(reason ?? '')}`
            : plural(lines.length, 'message')}
          {atLeast !== undefined && <small> with a forecast of at least {atLeast}</small>}
        </h2>
        <nav class="choice" aria-label="Which messages">
          {CHOICES.map(([rows, words]) => (
            <a
              href={`${at}?${queryOf({ rows, atLeast })}#messages`}
              aria-current={rows === shown.rows ? 'true' : undefined}
            >
              {words}
            </a>
          ))}
        </nav>
      </header>
      <div class="scroll">
        <table class="rows">
          <thead>
            <tr>
              {[
                'When',
                'Customer',
                'About',
                'Channel',
                isWithheld ? 'Why not' : 'Contact after',
                'Forecast',
              ].map((name) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>{lines.slice((page - 1) * PAGE, page * PAGE).map((line) => line())}</tbody>
        </table>
      </div>
      <Pager
        path={at}
        query={queryIn({ rows: shown.rows, atLeast, status, reason })}
        page={page}
        total={lines.length}
      />
    </section>
  );
}

/** Drawn only for the page that is shown: a trial may have many thousands. */
type Line = () => Child;

function messageLines({ decided }: Done, shown: Shown, view: View): Line[] {
  return messagesShown(decided, shown).map((one) => () => (
    <Row
      at={one.at}
      customerId={one.customerId}
      about={`${plain(one.subjectType)} ${one.subjectId}`}
      channel={one.heldOut ? 'Held out' : one.channel && channelWords(one.channel)}
      view={view}
    >
      <td>
        {one.contact ? (
          <>
            {oneDecimal((one.contact.at - one.at) / HOUR)} h later{' '}
            <small>
              <When at={one.contact.at} zone={view.zone} />
            </small>
          </>
        ) : (
          'none'
        )}
      </td>
      <td>{one.chance === null ? '–' : percent(one.chance)}</td>
    </Row>
  ));
}

function withheldLines({ rows }: Done, shown: Shown, view: View): Line[] {
  return withheldShown(rows, shown).map((row) => () => (
    <Row
      at={row.dueAt}
      customerId={row.customerId}
      about={`${plain(row.subjectType)} ${row.subjectId}`}
      channel={row.channel && channelWords(row.channel)}
      view={view}
    >
      <td>{causeWords(row.statusReason ?? row.status)}</td>
      <td>–</td>
    </Row>
  ));
}

type RowProps = {
  at: number;
  customerId: string;
  about: string;
  channel: string | null;
  view: View;
  children?: Child;
};
function Row({ at, customerId, about, channel, view, children }: RowProps) {
  return (
    <tr data-row={customerId}>
      <td>
        <When at={at} zone={view.zone} />
      </td>
      <td>
        <a href={`/customers/${encodeURIComponent(customerId)}`}>{customerId}</a>
      </td>
      <td>{about}</td>
      <td>{channel ?? '–'}</td>
      {children}
    </tr>
  );
}

function queryIn(values: Record<string, string | number | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
