import type { PlayFunnel } from '../../insight/index.ts';
import type { Play } from '../../outreach/index.ts';
import type { View } from '../page.tsx';
import { channelWords, plural, reasonWords, title } from '../words.ts';
import { Actions } from './actions.tsx';
import { lengthWords } from './durations.ts';
import { FunnelCard } from './funnel-card.tsx';
import { PreviewCard, type Previewed } from './preview-card.tsx';
import { Said } from './said.tsx';
import { VersionsCard } from './versions-card.tsx';
import { capWords, expiryWords, holdoutWords, PLAY_TONES, triggerWords } from './words.ts';

type Props = {
  play: Play;
  versions: Parameters<typeof VersionsCard>[0]['versions'];
  funnel: PlayFunnel;
  previewed: Previewed;
  warnings: string[];
  /** What was just done, by the address. */
  done: string | null;
  view: View;
};

/** One play: what it says and when, what has become of it, what it would say to somebody, and how it came to be. */
export function PlayPage({ play, versions, funnel, previewed, warnings, done, view }: Props) {
  return (
    <>
      <div class="heading">
        <h1>
          {play.name} <span class={`badge ${PLAY_TONES[play.status]}`}>{title(play.status)}</span>
        </h1>
        <p>
          {triggerWords(play)} · <a href="/plays">Plays</a>
        </p>
      </div>
      <Said done={done} warnings={warnings} />
      <Actions play={play} waiting={funnel.waiting.value} />
      <div class="columns">
        <FunnelCard funnel={funnel} playId={play.id} />
        <Terms play={play} />
      </div>
      <Words play={play} />
      <PreviewCard playId={play.id} shown={previewed} view={view} />
      <VersionsCard versions={versions} view={view} />
    </>
  );
}

function Terms({ play }: { play: Play }) {
  const { where, unlessContacted, cancelledBy, completedBy, fallback, caps, pace } = play;
  return (
    <section class="card" aria-labelledby="terms">
      <h2 id="terms">Whom, when and how</h2>
      <dl class="pairs">
        <dt>Reason</dt>
        <dd>
          {reasonWords(play.reason)}, {play.purpose}
        </dd>
        <dt>Due</dt>
        <dd>{triggerWords(play)}</dd>
        {play.moment && (
          <>
            <dt>May wait</dt>
            <dd>
              up to {lengthWords(play.moment.within)} for the hour in which the customer usually attends
            </dd>
          </>
        )}
        <dt>Worth nothing from</dt>
        <dd>{expiryWords(play)}</dd>
        <dt>Audience</dt>
        <dd>{where ? <code>{where}</code> : 'all whom the trigger finds'}</dd>
        {unlessContacted && (
          <>
            <dt>Not to whom</dt>
            <dd>got in touch about it within {lengthWords(unlessContacted)}</dd>
          </>
        )}
        {cancelledBy.length > 0 && (
          <>
            <dt>Cancelled by</dt>
            <dd>{cancelledBy.join(', ')}</dd>
          </>
        )}
        {completedBy.length > 0 && (
          <>
            <dt>Completed by</dt>
            <dd>{completedBy.join(', ')}</dd>
          </>
        )}
        <dt>Channels</dt>
        <dd>
          {play.channels.map(channelWords).join(', then ')}
          {fallback && `; the next when not delivered within ${lengthWords(fallback.after)}`}
        </dd>
        <dt>Priority</dt>
        <dd>{play.priority} of 9</dd>
        <dt>At most</dt>
        <dd>
          {caps.length ? `${caps.map(capWords).join(', ')} to one customer` : 'no cap of its own'}
          {pace && `; ${capWords(pace)} on each channel`}
        </dd>
        {play.requested && (
          <>
            <dt>Asked for</dt>
            <dd>by the customer: quiet hours and the company’s caps do not keep it back</dd>
          </>
        )}
        <dt>Held out</dt>
        <dd>{holdoutWords(play.holdout)}</dd>
        <dt>Corrected</dt>
        <dd>{play.correction ? `when it moves by more than ${lengthWords(play.tolerance)}` : 'never'}</dd>
      </dl>
    </section>
  );
}

function Words({ play }: { play: Play }) {
  const says = [
    ['Message', play.message],
    ['Correction', play.correction],
    ...play.variants.flatMap(({ locale, channel, message, correction }) => {
      const of = [locale, channel && channelWords(channel)].filter(Boolean).join(', ');
      return [[`Message, ${of}`, message] as const, [`Correction, ${of}`, correction] as const];
    }),
  ] as const;
  const written = says.flatMap(([name, message]) => (message ? [{ name, message }] : []));
  return (
    <details class="card">
      <summary>What it says: {plural(written.length, 'template')}</summary>
      {written.map(({ name, message }) => (
        <>
          <h3>{name}</h3>
          <dl class="pairs">
            {Object.entries(message).map(([part, text]) => (
              <>
                <dt>{title(part)}</dt>
                <dd class="template">{text}</dd>
              </>
            ))}
          </dl>
        </>
      ))}
    </details>
  );
}
