import { readForForecast, type SubjectRef, type Timeline, type Vocabulary } from '../../customers/index.ts';
import type { Instant } from '../../platform/index.ts';
import { inOrder } from '../history.ts';
import type { Happening, Life, Plan } from './types.ts';

/** In place of a subject's number where an event is about none. */
export const NO_CHAIN = -1;

/** Beyond these one event is not followed through all subjects that it names. */
const MOST_SUBJECTS = 8;

/** A timeline up to `until` as the search needs it. Contacts without a reason are left out: nothing could explain them. */
export function lifeOf(id: string, timeline: Timeline, until: Instant, vocabulary?: Vocabulary): Life {
  const entries = inOrder(timeline).filter((entry) => entry.at <= until);
  const life: Life = {
    id,
    from: entries[0]?.at ?? until,
    happenings: [],
    plans: [],
    contacts: [],
    subjects: [],
  };
  const chains = new Map<string, number>();
  const chainOf = (ref: SubjectRef) => {
    const key = keyOf(ref);
    const number = chains.get(key) ?? life.subjects.push(ref) - 1;
    chains.set(key, number);
    return number;
  };
  const plans = new Map<string, Plan>();
  for (const entry of entries) {
    if (entry.kind === 'contact' && entry.reason !== null) {
      const { id, at, reason, channel, handleSeconds } = entry;
      life.contacts.push({ id, at, reason, channel, handleSeconds });
    }
    if (entry.kind !== 'event') continue;
    const { subjects, milestones } = readForForecast(entry.properties, vocabulary);
    const told = Object.entries(milestones);
    const refs = subjects
      .slice(0, MOST_SUBJECTS)
      .map((ref) => ({ type: ref.type, key: keyOf(ref), chain: chainOf(ref) }));
    const own = { type: entry.name, key: `event ${life.happenings.length}`, chain: NO_CHAIN };
    const about = refs.length || !told.length ? refs : [own];
    const happening: Happening = {
      name: entry.name,
      at: entry.at,
      chains: refs.map(({ chain }) => chain),
    };
    life.happenings.push(happening);
    for (const { type, key, chain } of about)
      for (const [name, at] of told) {
        const planKey = `${key} ${name}`;
        const plan = plans.get(planKey);
        if (!plan)
          plans.set(planKey, {
            subject: type,
            name,
            chain,
            versions: [{ knownAt: entry.at, at }],
          });
        else if (plan.versions.at(-1)?.at !== at) plan.versions.push({ knownAt: entry.at, at });
      }
  }
  life.plans = [...plans.values()];
  return life;
}

function keyOf({ type, id }: SubjectRef): string {
  return `${type} ${id}`;
}
