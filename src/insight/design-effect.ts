/** Sums over the customers of an arm, each with m outreaches of which y were followed by a contact. */
export type ClusterSums = {
  customers: number;
  /** Σm, Σy, Σy², Σym, Σm². */
  units: number;
  contacted: number;
  yy: number;
  ym: number;
  mm: number;
};

/**
 * By how much a customer with several outreaches counts for less than as many customers with one: the variance of
 * the share taken over customers, divided by that of independent trials. Never below 1, as fewer customers than
 * outreaches can't tell more. Null where it can't be known: fewer than two customers, or all outcomes alike.
 * Source: Rao and Scott 1992, Biometrics 48:577.
 */
export function designEffect({ customers, units, contacted, yy, ym, mm }: ClusterSums): number | null {
  if (customers < 2 || contacted === 0 || contacted === units) return null;
  const p = contacted / units;
  const overCustomers = ((customers / (customers - 1)) * (yy - 2 * p * ym + p * p * mm)) / (units * units);
  return Math.max(1, overCustomers / ((p * (1 - p)) / units));
}
