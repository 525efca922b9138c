export { type Erasure, eraseCustomer, exportCustomer, proofOf } from './erase.ts';
export { privacyRoutes } from './routes.ts';
export { TABLES } from './store.ts';
