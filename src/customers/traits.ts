import type { Identify } from '../ingest/index.ts';
import { own } from './own.ts';
import type { LockedCustomer } from './store.ts';

/** Each trait keeps what the newest identify said of it, in whatever order they arrive. */
export function mergeTraits(before: LockedCustomer, identify: Identify): LockedCustomer {
  const told = Object.entries(identify.traits).filter(
    ([name]) => identify.at >= (own(before.traitTimes, name) ?? identify.at),
  );
  const traits = { ...before.traits, ...Object.fromEntries(told) };
  const traitTimes = {
    ...before.traitTimes,
    ...Object.fromEntries(told.map(([name]) => [name, identify.at])),
  };
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  return { ...before, traits, traitTimes, timeZone: text(traits.timezone), locale: text(traits.locale) };
}
