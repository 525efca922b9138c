import type { PlayFunnel } from '../../insight/index.ts';
import type { Play } from '../../outreach/index.ts';
import { Empty } from '../empty.tsx';
import { Fig } from '../figure.tsx';
import { channelWords, plural, reasonWords, title } from '../words.ts';
import { PLAY_TONES, triggerWords } from './words.ts';

type Props = { plays: Play[]; funnelOf(play: string): PlayFunnel };

const ORDER: Play['status'][] = ['launched', 'paused', 'draft', 'ended'];

/** All plays, those at work first, with what has become of their outreach. */
export function PlaysPage({ plays, funnelOf }: Props) {
  const sorted = [...plays].sort(
    (a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || a.name.localeCompare(b.name),
  );
  return (
    <>
      <div class="heading">
        <h1>Plays</h1>
        <p>
          {plural(plays.length, 'play')} ·{' '}
          <a href="/plays/new" class="button small">
            New play
          </a>
        </p>
      </div>
      {plays.length === 0 ? (
        <Empty heading="There is no play yet.">
          A play says whom to reach, when and with what. <a href="/plays/new">Write one</a>, run it over
          history first, then launch it. The <a href="/opportunities">opportunities</a> tell what is worth a
          play.
        </Empty>
      ) : (
        <ul class="plays">
          {sorted.map((play) => (
            <li class="card" data-play={play.id}>
              <PlayLine play={play} funnel={funnelOf(play.id)} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function PlayLine({ play, funnel }: { play: Play; funnel: PlayFunnel }) {
  const counts = [
    ['Planned', funnel.waiting],
    ['Sent', funnel.sent],
    ['Held out', funnel.held],
    ['Withheld', funnel.withheld],
    ['Failed', funnel.dead],
  ] as const;
  return (
    <>
      <header>
        <h2>
          <a href={`/plays/${encodeURIComponent(play.id)}`}>{play.name}</a>{' '}
          <span class={`badge ${PLAY_TONES[play.status]}`}>{title(play.status)}</span>
        </h2>
        <p>{triggerWords(play)}</p>
      </header>
      <div class="line">
        <dl class="facts">
          <Pair name="Reason">{reasonWords(play.reason)}</Pair>
          <Pair name="Channels">{play.channels.map(channelWords).join(', then ')}</Pair>
          <Pair name="Priority">{play.priority} of 9</Pair>
        </dl>
        <dl class="facts counts">
          {counts.map(([name, figure]) => (
            <Pair name={name}>
              <Fig figure={figure} of={`${name.toLowerCase()}: ${play.name}`} />
            </Pair>
          ))}
        </dl>
      </div>
    </>
  );
}

function Pair({ name, children }: { name: string; children?: unknown }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
