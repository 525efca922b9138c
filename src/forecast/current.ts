import type { Db } from '../platform/index.ts';
import { newestModelId } from './store.ts';
import { loadForecaster } from './train.ts';
import type { Forecaster } from './types.ts';

/**
 * The forecaster in use: the one trained last, by this process or another. Asking costs a look at its name; it is read
 * anew only when that has changed. Null before the first training.
 */
export function openCurrentForecaster(db: Db): () => Promise<Forecaster | null> {
  let current: Forecaster | null = null;
  return async () => {
    const newest = await newestModelId(db);
    if (newest !== (current?.id ?? null)) current = (await loadForecaster(db))?.forecaster ?? null;
    return current;
  };
}
