import { fractionOf } from '../platform/index.ts';

/**
 * Whether a customer is in a play's holdout: drawn by a hash of play and customer, so the choice is random, the same
 * on every machine, and for good; a larger share keeps those who are in it.
 */
export function inHoldout(playId: string, customerId: string, share: number): boolean {
  return share > 0 && fractionOf('holdout', playId, customerId) < share;
}

/** The same over all plays: whom none reaches. */
export function inCompanyHoldout(customerId: string, share: number): boolean {
  return share > 0 && fractionOf('company holdout', customerId) < share;
}
