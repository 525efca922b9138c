import type { Subject, SubjectChange } from '../../customers/index.ts';
import type { View } from '../page.tsx';
import { Pairs } from '../pairs.tsx';
import { shortTime, When } from '../when.tsx';
import { plain, plural, title, valueWords } from '../words.ts';

type Props = { subjects: Subject[]; versions: SubjectChange[]; view: View };

/** What the customer's events are about: facts, dated facts, and how they came to be. */
export function SubjectsCard({ subjects, versions, view }: Props) {
  return (
    <section class="card" aria-labelledby="subjects">
      <h2 id="subjects">What it is about</h2>
      {subjects.length === 0 ? (
        <p class="note">No event names a trip, an order or anything else by an id yet.</p>
      ) : (
        subjects.map((subject) => (
          <One
            subject={subject}
            versions={versions.filter((one) => one.type === subject.type && one.id === subject.id)}
            view={view}
          />
        ))
      )}
    </section>
  );
}

function One({ subject, versions, view }: { subject: Subject; versions: SubjectChange[]; view: View }) {
  return (
    <article class="subject">
      <h3>
        {title(subject.type)} <small>{subject.id}</small>
      </h3>
      {Object.entries(subject.milestones).length > 0 && (
        <ul class="milestones">
          {byTime(subject).map(([name, milestone]) => (
            <li class={milestone.at < view.now ? 'past' : ''}>
              <strong>{title(name)}</strong> <When at={milestone.at} zone={view.zone} />
              {milestone.version > 1 && <small>moved {plural(milestone.version - 1, 'time')}</small>}
            </li>
          ))}
        </ul>
      )}
      <Pairs values={subject.facts} zone={view.zone} />
      <details>
        <summary>{plural(versions.length, 'version')}</summary>
        <ol class="versions">
          {[...versions].reverse().map((version) => (
            <li value={version.version}>
              <strong>{version.event}</strong> <When at={version.at} zone={view.zone} />
              <p class="note">{changesOf(version, view.zone)}</p>
            </li>
          ))}
        </ol>
      </details>
    </article>
  );
}

function byTime({ milestones }: Subject) {
  return Object.entries(milestones).sort(([, a], [, b]) => a.at - b.at);
}

function changesOf({ changes }: SubjectChange, zone: string): string {
  const facts = Object.entries(changes.facts).map(([name, value]) => `${plain(name)} ${valueWords(value)}`);
  const moved = Object.entries(changes.milestones).map(
    ([name, at]) => `${plain(name)} ${shortTime(at, zone)}`,
  );
  return [...moved, ...facts].join(' · ') || 'nothing new';
}
