import { type Db, HOUR, type Instant, type Tx } from '../platform/index.ts';
import { beatOf, hourOf, type Pulse, pulseOf, SPANS } from './pulse.ts';
import { contactsBefore, contactsByHour, newestModelId } from './store.ts';
import { loadForecaster } from './train.ts';
import type { Forecaster } from './types.ts';

/**
 * The forecaster in use: the one trained last, by this process or another, with the company's pulse at the instant that
 * is to be forecast. Asking costs a look at its name; it is read anew only when that has changed, and contacts are
 * counted anew with every hour. Null before the first training.
 */
export function openCurrentForecaster(db: Db): (at: Instant) => Promise<Forecaster | null> {
  let current: Forecaster | null = null;
  let counted: { of: Forecaster; hour: number; forecaster: Promise<Forecaster> } | null = null;
  return async (at) => {
    const newest = await newestModelId(db);
    if (newest !== (current?.id ?? null)) current = (await loadForecaster(db))?.forecaster ?? null;
    if (!current) return null;
    const hour = hourOf(at);
    if (counted?.of === current && counted.hour === hour) return counted.forecaster;
    // All who ask meanwhile wait for the one count.
    const counting = { of: current, hour, forecaster: withBeat(db, current, at) };
    counted = counting;
    counting.forecaster.catch(() => {
      if (counted === counting) counted = null;
    });
    return counting.forecaster;
  };
}

/** The same forecaster that knows what went on in the company before the full hour of an instant, and of no other. */
async function withBeat(db: Db, forecaster: Forecaster, at: Instant): Promise<Forecaster> {
  const beat = beatOf(await contactsBefore(db, at), new Set(forecaster.reasons));
  return withPulse(forecaster, (asked) => (hourOf(asked) === hourOf(at) ? beat : null));
}

/** The same forecaster that knows what went on in the company at all instants from `since` on, or at all there are. */
export async function forecasterOver(
  db: Tx,
  forecaster: Forecaster,
  since: Instant | null,
): Promise<Forecaster> {
  const from = since === null ? null : (hourOf(since) - SPANS.month) * HOUR;
  return withPulse(forecaster, pulseOf(await contactsByHour(db, from), forecaster.reasons));
}

function withPulse(forecaster: Forecaster, pulse: Pulse): Forecaster {
  return {
    ...forecaster,
    forecast: (timeline, instant, other = pulse) => forecaster.forecast(timeline, instant, other),
    forecastEach: (timeline, instants, other = pulse) => forecaster.forecastEach(timeline, instants, other),
  };
}
