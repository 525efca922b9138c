export { discover } from './discover.ts';
export type { Opportunity } from './opportunity.ts';
export { documentOf, opportunityDocument, renderDiscovery } from './render.ts';
export { contactsOf, findOpportunity, listOpportunities, replaceOpportunities } from './store.ts';
