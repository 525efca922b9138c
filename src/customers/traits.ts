import type { Identify } from '../ingest/index.ts';
import type { LockedCustomer } from './store.ts';

/** Each trait keeps what the newest identify said of it, in whatever order they arrive. */
export function mergeTraits(before: LockedCustomer, identify: Identify): LockedCustomer {
  const traits = { ...before.traits };
  const traitTimes = { ...before.traitTimes };
  for (const [name, value] of Object.entries(identify.traits)) {
    if (identify.at < (traitTimes[name] ?? identify.at)) continue;
    traits[name] = value;
    traitTimes[name] = identify.at;
  }
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  return { ...before, traits, traitTimes, timeZone: text(traits.timezone), locale: text(traits.locale) };
}
