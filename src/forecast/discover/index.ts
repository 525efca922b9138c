export { discover } from './discover.ts';
export { situationWords } from './explain.ts';
export { sourceOf } from './gather.ts';
export { historySource } from './history-source.ts';
export type { Opportunity } from './opportunity.ts';
export { documentOf, renderDiscovery } from './render.ts';
export { opportunityRoutes } from './routes.ts';
export {
  type CoveredRow,
  contactsOf,
  findOpportunity,
  listOpportunities,
  replaceOpportunities,
  type Searched,
} from './store.ts';
