import type { Vocabulary } from '../../customers/index.ts';
import type { Kind, Known } from './types.ts';

/** A category may hold words or, as the number of a store, numbers: a comparison with either is allowed. */
const KINDS: Record<string, Kind> = {
  number: 'number',
  flag: 'flag',
  text: 'text',
  category: 'any',
  ignored: 'any',
};

/** What else the store has seen; an empty list means that nothing is known of it. */
export type Seen = {
  /** The type of subject that the play is about. */
  subject?: string | null;
  /** Names that subjects of that type have; without them all that the vocabulary knows of any type are known. */
  facts?: Iterable<string>;
  milestones?: Iterable<string>;
  reasons?: Iterable<string>;
  traits?: Iterable<string>;
  /** Names of events. */
  events?: Iterable<string>;
};

/** What conditions may name, by the vocabulary in use (undefined before the first import, and then any name goes). */
export function knownOf(vocabulary: Vocabulary | undefined, seen: Seen = {}): Known {
  const facts = new Map<string, Kind>();
  const milestones = new Set<string>();
  for (const [path, rule] of vocabulary?.properties ?? []) {
    if (rule.role === 'milestone' || rule.role === 'date') milestones.add(rule.name);
    else if (rule.role !== 'subject') facts.set(path, KINDS[rule.role] ?? 'any');
  }
  const learned = facts.size + milestones.size > 0;
  const kindsOf = (names: Iterable<string> | undefined, kindOf: (name: string) => Kind) => {
    const kinds = new Map([...(names ?? [])].map((name): [string, Kind] => [name, kindOf(name)]));
    return kinds.size ? kinds : null;
  };
  return {
    subject: seen.subject ?? null,
    traits: kindsOf(seen.traits, () => 'any'),
    facts: kindsOf(seen.facts, (name) => facts.get(name) ?? 'any') ?? (learned ? facts : null),
    milestones: someOf(seen.milestones) ?? (learned ? milestones : null),
    events: someOf(seen.events),
    reasons: someOf(seen.reasons),
  };
}

function someOf(names: Iterable<string> | undefined): ReadonlySet<string> | null {
  const set = new Set(names ?? []);
  return set.size ? set : null;
}
