import type { Timeline } from '../../customers/index.ts';
import { HOUR, type Instant } from '../../platform/index.ts';
import { seeded } from '../random.ts';
import { Rows } from '../rows.ts';
import type { Features } from '../types.ts';
import { holds, type Known } from './conditions.ts';
import { type FeaturesAt, featureReader } from './features-at.ts';
import { type Reading, readTimelines } from './gather.ts';
import { type Indexed, occurrencesOf } from './occurrences.ts';
import type { Count, Covered, Finding, LifeContact, Occurrence } from './types.ts';

/** Of the times that nothing followed, about so many are drawn to compare with: each then stands for several. */
const MOST_UNFOLLOWED = 4000;

/**
 * For each finding what was known when its windows opened, before an instant and after it. An occurrence whose window
 * reaches across the instant, or beyond the last contact, belongs to neither: what came of it is not known there.
 */
export async function knownAt(
  reading: Reading,
  findings: readonly (Finding & { occurrences: number })[],
  parts: { first: Instant; split: Instant; last: Instant },
): Promise<{ discovery: Known; heldOut: Known }[]> {
  const random = seeded(1);
  const featuresAt = featureReader(reading.source.vocabulary);
  const out = findings.map(() => ({ discovery: emptyKnown(), heldOut: emptyKnown() }));
  let customer = 0;
  for await (const { timeline, found } of readTimelines(reading)) {
    customer++;
    const wanted = findings.flatMap((finding, i) =>
      occurrencesOf(finding.trigger, found).flatMap((occurrence) => {
        const ends = endOf(occurrence);
        const early = occurrence.opens >= parts.first && ends <= parts.split;
        if (!early && (occurrence.opens < parts.split || ends > parts.last)) return [];
        const followed = contactsIn(found, finding.reason, occurrence).length > 0;
        const keep = Math.min(1, MOST_UNFOLLOWED / finding.occurrences);
        if (!followed && random() >= keep) return [];
        const into = out[i] as (typeof out)[number];
        return [
          {
            finding,
            occurrence,
            followed,
            weight: followed ? 1 : 1 / keep,
            into: early ? into.discovery : into.heldOut,
          },
        ];
      }),
    );
    const features = featuresAt(
      timeline,
      wanted.map(({ finding, occurrence }) => [finding.trigger, occurrence]),
    );
    for (const [i, { occurrence, followed, weight, into }] of wanted.entries()) {
      into.rows.add(features[i] as Features, followed ? 1 : 0, weight, occurrence.opens);
      into.who.push(customer);
    }
  }
  return out;
}

/** What findings came to between two instants, and how many customer-hours there were in all. */
export async function countAll(
  reading: Reading,
  findings: readonly Finding[],
  parts: { first: Instant; last: Instant },
): Promise<{ counts: Count[]; customerHours: number }> {
  const counts = findings.map((): Count => ({ occurrences: 0, followed: 0, meanHours: 0, covered: [] }));
  const featuresAt = featureReader(reading.source.vocabulary);
  let customerHours = 0;
  for await (const { timeline, found } of readTimelines(reading)) {
    customerHours += Math.max(0, parts.last - Math.max(parts.first, found.life.from)) / HOUR;
    for (const [i, finding] of findings.entries())
      addCount(
        counts[i] as Count,
        finding,
        occurrencesWhere(finding, timeline, found, featuresAt),
        found,
        parts,
      );
  }
  for (const count of counts) count.meanHours /= Math.max(1, count.occurrences);
  return { counts, customerHours };
}

function addCount(
  count: Count,
  { reason }: Finding,
  occurrences: readonly Occurrence[],
  found: Indexed,
  { first, last }: { first: Instant; last: Instant },
): void {
  const covered = new Map<string, Covered>();
  for (const occurrence of occurrences) {
    const inside = contactsIn(found, reason, occurrence).filter(
      ({ contact: { at } }) => at >= first && at <= last,
    );
    if (occurrence.opens >= first && endOf(occurrence) <= last) {
      count.occurrences++;
      count.meanHours += occurrence.spans.reduce((sum, { after, upTo }) => sum + (upTo - after) / HOUR, 0);
      if (inside.length) count.followed++;
    }
    for (const { contact, anchorAt } of inside)
      covered.set(contact.id, {
        id: contact.id,
        customerId: found.life.id,
        at: contact.at,
        channel: contact.channel,
        handleSeconds: contact.handleSeconds,
        leadHours: (contact.at - occurrence.opens) / HOUR,
        fromAnchor: (contact.at - anchorAt) / HOUR,
      });
  }
  count.covered.push(...covered.values());
}

function occurrencesWhere(
  { trigger, where }: Finding,
  timeline: Timeline,
  found: Indexed,
  featuresAt: FeaturesAt,
): Occurrence[] {
  const all = occurrencesOf(trigger, found);
  if (!where.length || !all.length) return all;
  const features = featuresAt(
    timeline,
    all.map((occurrence) => [trigger, occurrence]),
  );
  return all.filter((_, i) => where.every((condition) => holds(condition, features[i] as Features)));
}

function contactsIn(
  { life }: Indexed,
  reason: string,
  { spans }: Occurrence,
): { contact: LifeContact; anchorAt: Instant }[] {
  return life.contacts.flatMap((contact) => {
    if (contact.reason !== reason) return [];
    const span = spans.find(({ after, upTo }) => contact.at > after && contact.at <= upTo);
    return span ? [{ contact, anchorAt: span.anchorAt }] : [];
  });
}

function endOf({ spans }: Occurrence): Instant {
  return spans.at(-1)?.upTo ?? 0;
}

function emptyKnown(): { rows: Rows; who: number[] } {
  return { rows: new Rows(), who: [] };
}
