import type { Track } from '../../ingest/index.ts';
import { storable } from '../../platform/index.ts';
import { conclude } from './conclude.ts';
import type { Corrections } from './corrections.ts';
import { hashOf } from './distinct-sample.ts';
import type { Findings } from './findings.ts';
import { typeByForm, typeByReference } from './form.ts';
import { count, countBeside, type Evidence, openTally, type Sighting, type Tally } from './tally.ts';
import { walk } from './walk.ts';

/** Properties beyond these, paths longer, and values of one event beyond that are read by their form. */
const MOST_PROPERTIES = 10_000;
const LONGEST_PATH = 200;
const MOST_A_MESSAGE = 500;

/** Values noted at a time, of all properties together and of one. */
const MOST_VALUES = 160_000;
const VALUES = { least: 16, most: 512 };

/** Of a text no more than this tells it from others. */
const TELLING = 256;

type Known = { path: string; hash: number; showsId: boolean; tally: Tally };

/**
 * Learns what a company's properties mean from its events, one at a time, in bounded memory and in whatever order they
 * come: subjects, milestones, numbers, categories. `zone` is that of times that name none. Throws for no event at all.
 */
export function inferVocabulary(zone: string): {
  see(track: Track): void;
  conclude(corrections?: Corrections): Findings;
} {
  const known = new Map<string, Known>();
  const evidence: Evidence = {
    tallies: new Map(),
    from: Number.POSITIVE_INFINITY,
    until: Number.NEGATIVE_INFINITY,
    unheeded: 0,
    zone,
  };
  const limits = { values: VALUES.most, zone };

  const recall = (path: string): Known | null => {
    const found = known.get(path);
    if (found) return found;
    if (known.size >= MOST_PROPERTIES || path.length > LONGEST_PATH || !storable(path)) return null;
    const made = {
      path,
      hash: hashOf(path),
      showsId: typeByForm(path) !== null || typeByReference(path) !== null,
      tally: openTally(),
    };
    known.set(path, made);
    evidence.tallies.set(path, made.tally);
    // Never more than before, so that the samples do not depend on when a property was first seen.
    limits.values = Math.min(limits.values, Math.max(VALUES.least, Math.floor(MOST_VALUES / known.size)));
    return made;
  };

  return {
    see: ({ at, customerId, name, properties }) => {
      evidence.from = Math.min(evidence.from, at);
      evidence.until = Math.max(evidence.until, at);
      const customer = hashOf(customerId);
      const sighting: Sighting = { at, customerId, customer, event: name, eventHash: hashOf(name) };
      const told: Known[] = [];
      let left = MOST_A_MESSAGE;
      walk(
        properties,
        () => left > 0,
        (path, value) => {
          const property = left-- > 0 ? recall(path) : null;
          if (!property) {
            // What can't be stored is refused by the import as a whole.
            if (storable(path)) evidence.unheeded++;
            return;
          }
          count(property.tally, value, hashOfValue(value), sighting, limits);
          if (value !== null && value !== '') told.push(property);
        },
      );
      const ids = told.filter(({ showsId }) => showsId);
      for (const id of ids) {
        for (const other of told) if (other !== id) countBeside(other.tally, id.path, id.hash);
      }
    },
    conclude: (corrections) => {
      for (const { tally } of known.values()) tally.values.trim(limits.values);
      return conclude(evidence, corrections);
    },
  };
}

function hashOfValue(value: unknown): number {
  if (typeof value === 'string')
    return hashOf(value.length > TELLING ? `${value.slice(0, TELLING)}${value.length}` : value);
  return typeof value === 'object' ? 0 : hashOf(String(value));
}
