import type { Arm, Comparison, Overview, PlayEffect } from '../../insight/index.ts';
import { Arms } from '../charts/arms.tsx';
import { Both } from '../charts/both.tsx';
import { Lines } from '../charts/lines.tsx';
import { Empty } from '../empty.tsx';
import { Fig } from '../figure.tsx';
import type { View } from '../page.tsx';
import { number, oneDecimal, plural, reasonWords, title } from '../words.ts';
import { rangeWords } from './avoided.ts';

/** What outreach did: reached against held out at random, as lines that part and play by play. */
export function HoldoutCard({ data, view }: { data: Overview; view: View }) {
  const { parting, effects } = data;
  return (
    <section class="card" aria-labelledby="holdout">
      <header>
        <h2 id="holdout">Against the holdout</h2>
        <p>
          Contacts about the matter within its time per 100 outreaches: those reached, and those held out by
          chance who would have been.
        </p>
      </header>
      {effects.length === 0 ? (
        <Empty heading="Nothing to compare yet.">
          Launch a play with a holdout. Customers drawn for it are not reached, and tell what would have
          happened.
        </Empty>
      ) : (
        <>
          {parting.treated.length + parting.holdout.length > 0 && (
            <Both
              draw={(width) => (
                <Lines
                  lines={[
                    { name: 'Held out', tone: 'holdout', points: parting.holdout },
                    { name: 'Reached', tone: 'treated', points: parting.treated },
                  ]}
                  from={data.begins}
                  to={data.period.until}
                  zone={view.zone}
                  width={width}
                  label={`Contacts per 100 outreaches added up over time: ${oneDecimal(parting.holdout.at(-1)?.per100 ?? 0)} held out, ${oneDecimal(parting.treated.at(-1)?.per100 ?? 0)} reached`}
                />
              )}
            />
          )}
          {effects.map((effect) => (
            <Play effect={effect} />
          ))}
        </>
      )}
    </section>
  );
}

function Play({ effect }: { effect: PlayEffect }) {
  const { treated, holdout } = effect.arms;
  return (
    <article class="play">
      <h3>
        {title(effect.play)} <small>{reasonWords(effect.reason)}</small>
      </h3>
      {effect.about ? (
        <Drawn about={effect.about} name={title(effect.play)} />
      ) : (
        <p class="note">{effect.missing}</p>
      )}
      {effect.about && effect.other && (
        <p>
          <strong>{verdict(effect.about)}</strong> {elsewhere(effect.other)} {versionsWords(effect)}
        </p>
      )}
      <p class="note">
        Reached <Fig figure={treated.units} of="reached" />,{' '}
        <Fig figure={treated.about} of="reached who contacted" /> contacted about it,{' '}
        <Fig figure={treated.other} of="reached who contacted about something else" /> about something else.
        Held out <Fig figure={holdout.units} of="held out" />,{' '}
        <Fig figure={holdout.about} of="held out who contacted" /> contacted about it,{' '}
        <Fig figure={holdout.other} of="held out who contacted about something else" /> about something else.
        Time still running: <Fig figure={treated.open} of="reached, time still running" /> and{' '}
        <Fig figure={holdout.open} of="held out, time still running" />.
      </p>
    </article>
  );
}

function Drawn({ about, name }: { about: Comparison; name: string }) {
  const most = Math.max(about.treated.interval.high, about.holdout.interval.high);
  return (
    <Both
      draw={(width) => (
        <Arms
          rows={[
            { name: 'Held out', tone: 'holdout', share: about.holdout },
            { name: 'Reached', tone: 'treated', share: about.treated },
          ]}
          most={most}
          width={width}
          label={`${name}: contacts per 100 outreaches with 95 % intervals. ${verdict(about)}`}
        />
      )}
    />
  );
}

function verdict({ per100, contacts }: Comparison): string {
  const { difference, low, high } = per100;
  const words = `${oneDecimal(Math.abs(difference))} ${difference < 0 ? 'more' : 'fewer'} contacts per 100`;
  const all = `${Math.abs(Math.round(contacts.avoided))} ${contacts.avoided < 0 ? 'caused' : 'avoided'}, 95\u00a0% ${rangeWords(contacts)}`;
  return low <= 0 && high >= 0 ? `${words}, not told apart from none yet (${all}).` : `${words} (${all}).`;
}

/** How several versions of a play were put together, and what was left out. */
function versionsWords({ versions, leftOut }: PlayEffect): string {
  if (versions.length + leftOut.length < 2) return '';
  const sum = (arm: Arm) => number(leftOut.reduce((total, { units }) => total + units[arm], 0));
  const left = `${plural(leftOut.length, 'version')} with too few customers in an arm ${leftOut.length === 1 ? 'is' : 'are'} left out (${sum('treated')} outreaches reached, ${sum('holdout')} held out).`;
  return `Each version of the play is compared within itself.${leftOut.length ? ` ${left}` : ''}`;
}

/** What the message did to contacts about other things: it may cause some. */
function elsewhere({ contacts }: Comparison): string {
  if (contacts.low > 0)
    return `Contacts about other things fell too: 95\u00a0% ${rangeWords(contacts)} avoided.`;
  if (contacts.high < 0) return `It caused contacts about other things: 95\u00a0% ${rangeWords(contacts)}.`;
  return 'Contacts about other things did not change measurably.';
}
