import type { Play } from '../../outreach/index.ts';
import type { Instant } from '../../platform/index.ts';
import type { View } from '../page.tsx';
import { LongWhen } from '../when.tsx';
import { plural } from '../words.ts';
import { valuesOf } from './form/values.ts';

type Version = Play & { createdAt: Instant };
export type Change = { field: string; before: string | null; after: string | null };

/** What differs between two versions of a play, field by field. */
export function changesBetween(before: Play, after: Play): Change[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((field) => old[field] !== now[field])
    .map((field) => ({ field, before: old[field] ?? null, after: now[field] ?? null }));
}

/** The versions of a play, newest first, each with what it changed. */
export function VersionsCard({ versions, view }: { versions: Version[]; view: View }) {
  return (
    <section class="card" aria-labelledby="versions">
      <h2 id="versions">Versions</h2>
      <ol class="versions">
        {versions.map((version, i) => {
          const before = versions[i + 1];
          const changes = before ? changesBetween(before, version) : [];
          return (
            <li>
              <p>
                <strong>Version {version.version}</strong>{' '}
                <small>
                  <LongWhen at={version.createdAt} zone={view.zone} />
                  {before ? `, ${plural(changes.length, 'change')}` : ', the first'}
                </small>
              </p>
              {changes.length > 0 && (
                <details open={i === 0 && changes.length <= 3}>
                  <summary>What differs</summary>
                  <dl class="changes">
                    {changes.map(({ field, before: old, after }) => (
                      <>
                        <dt>{field}</dt>
                        <dd>
                          {old !== null && <del>{old}</del>} {after !== null && <ins>{after}</ins>}
                        </dd>
                      </>
                    ))}
                  </dl>
                </details>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
