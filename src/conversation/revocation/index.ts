export { type Revocation, readRevocation } from './read.ts';
