import type { Corrections } from './corrections.ts';
import type { Finding } from './findings.ts';
import type { Evidence, Tally } from './tally.ts';

/** A second kind of value is worth a word from this share on. */
const WORTH_A_WORD = 0.02;

/** What a person should know of how their events are read, and may want to correct; one sentence each. */
export function notesOn({
  evidence,
  properties,
  corrections,
  zone,
  tooMany,
}: {
  evidence: Evidence;
  properties: readonly Finding[];
  corrections: Corrections | undefined;
  zone: string;
  tooMany: number;
}): string[] {
  const { tallies, unheeded } = evidence;
  const tallyOf = (finding: Finding) => tallies.get(finding.property);
  const some = (of: readonly Finding[]) => listed(of.map(({ property }) => property));
  const zoneless = properties.filter(
    ({ rule }) => 'form' in rule && (rule.form === 'local' || rule.form === 'day'),
  );
  const counted = properties.filter(
    ({ rule }) => 'form' in rule && (rule.form === 'seconds' || rule.form === 'milliseconds'),
  );
  const slashed = properties.filter((finding) => {
    const tally = tallyOf(finding);
    return tally !== undefined && tally.slashed > tally.sightings / 2;
  });
  const unknown = properties.filter(({ corrected, sightings }) => corrected && !sightings);
  const notes: string[] = [];
  if (zoneless.length)
    notes.push(
      `${some(zoneless)}: written without a time zone, read on the clocks of ${zone}${corrections?.zone ? '' : '; a "zone" in vocabulary.json says otherwise'}.`,
    );
  if (counted.length) notes.push(`${some(counted)}: numbers, read as time since 1970.`);
  if (slashed.length)
    notes.push(
      `${some(slashed)}: look like dates, but which is the day and which the month is not to be told; write 2026-03-01.`,
    );
  for (const finding of properties) {
    const mix = mixOf(tallyOf(finding));
    if (mix) notes.push(`${finding.property}: holds ${mix}.`);
  }
  if (unknown.length) notes.push(`${some(unknown)}: corrected, but in no event so far.`);
  if (tooMany > 0) notes.push(`${tooMany} rarer properties are read by their form alone.`);
  if (unheeded)
    notes.push(
      `${unheeded} past the limits of 10000 properties, 500 values an event and 200 characters a name: read by their form alone.`,
    );
  return notes;
}

const MOST_NAMED = 5;

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** "number (90 %), text (10 %)", or null when values are of one kind. */
function mixOf(tally: Tally | undefined): string | null {
  if (!tally?.sightings) return null;
  const { 'number text': written, ...kinds } = tally.kinds;
  const shares = Object.entries({ ...kinds, number: kinds.number + written })
    .map(([kind, times]) => ({ kind, share: times / tally.sightings }))
    .filter(({ share }) => share >= WORTH_A_WORD)
    .sort((a, b) => b.share - a.share);
  // Codes are letters here and digits there; that is no mixture.
  if (shares.length < 2 || (shares.every(({ kind }) => kind === 'text' || kind === 'number') && tally.idLike))
    return null;
  return shares.map(({ kind, share }) => `${kind} (${Math.round(share * 100)} %)`).join(', ');
}
