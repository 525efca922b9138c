export { type Revocation, readRevocation } from './read.ts';
export { revoked } from './revoked.ts';
