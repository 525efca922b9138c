import { iso } from '../../platform/index.ts';
import type { Discovery } from './discover.ts';
import type { Opportunity } from './opportunity.ts';

/** A discovery as one JSON document. */
export function documentOf({ opportunities, ...searched }: Discovery) {
  return {
    ...searchedDocument(searched),
    opportunities: opportunities.map(({ opportunity }) => opportunityDocument(opportunity)),
  };
}

export function searchedDocument<S extends Omit<Discovery, 'opportunities'>>(searched: S) {
  const at = (instant: number | null) => (instant === null ? null : iso(instant));
  const { since, until, heldOutSince } = searched;
  return { ...searched, since: at(since), until: at(until), heldOutSince: at(heldOutSince) };
}

export function opportunityDocument(opportunity: Opportunity) {
  return { ...opportunity, heldOut: { ...opportunity.heldOut, since: iso(opportunity.heldOut.since) } };
}

/** A discovery as text for the terminal, best first. */
export function renderDiscovery({ opportunities, tried, note }: Discovery): string {
  if (note !== null) return note;
  return [
    ...opportunities.map(({ opportunity }, i) => lines(opportunity, i + 1)),
    `${opportunities.length} of ${tried.toLocaleString('en-US')} pairs of situation and reason stood the tests. Values are what handling the contacts costs a month: the most that could be saved.`,
  ].join('\n\n');
}

function lines(found: Opportunity, rank: number): string {
  const value =
    found.monthlyValue === null
      ? 'handle times are not known'
      : `${Math.round(found.monthlyValue).toLocaleString('en-US')} ${found.currency} a month`;
  return [
    `${rank}. ${found.reason}: ${value}`,
    `   ${found.explanation}`,
    ...(found.alsoSeenAs.length ? [`   Also seen as: ${found.alsoSeenAs.join('; ')}.`] : []),
  ].join('\n');
}
