export { discover } from './discover.ts';
export { type Source, sourceOf } from './gather.ts';
export { historySource } from './history-source.ts';
export type { Opportunity } from './opportunity.ts';
export { documentOf, opportunityDocument, renderDiscovery } from './render.ts';
export { contactsOf, findOpportunity, listOpportunities, replaceOpportunities } from './store.ts';
