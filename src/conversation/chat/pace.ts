import { type Clock, SECOND } from '../../platform/index.ts';

/** `burst` at once, then one in `every` ms. */
type Pace = { burst: number; every: number };

/** Above it, whoever was heard of longest ago is forgotten. */
const MOST_KEPT = 20_000;

/**
 * A token bucket for each key (RFC 2697's, with one colour). Kept in the process: what several processes let through adds
 * up, which is well enough to keep one visitor from taking all.
 */
export function openPace(clock: Clock, { burst, every }: Pace) {
  const kept = new Map<string, { left: number; at: number }>();
  return {
    /** Takes one, or says in how many seconds there will be one. */
    take(key: string): number | null {
      const now = clock.now();
      const before = kept.get(key) ?? { left: burst, at: now };
      const left = Math.min(burst, before.left + Math.max(0, now - before.at) / every);
      kept.delete(key);
      kept.set(key, { left: left >= 1 ? left - 1 : left, at: now });
      const oldest = kept.size > MOST_KEPT ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      return left >= 1 ? null : Math.max(1, Math.ceil(((1 - left) * every) / SECOND));
    },
  };
}
