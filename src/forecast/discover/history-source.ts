import { loadTimelines, vocabularyInUse } from '../../customers/index.ts';
import { BUCKETS, type Instant, type Tx } from '../../platform/index.ts';
import { contactSpan, reasonCounts } from '../store.ts';
import type { Source } from './gather.ts';
import { countEntries } from './store.ts';

/** The company's history before an instant, one bucket in memory at a time. */
export async function historySource(db: Tx, until: Instant): Promise<Source> {
  const { contacts, first, last } = await contactSpan(db, until);
  const reasons = await reasonCounts(db, until);
  return {
    vocabulary: await vocabularyInUse(db),
    survey: { entries: await countEntries(db, until), contacts, first, last, reasons },
    timelines: async function* (onPart) {
      for (let bucket = 0; bucket < BUCKETS; bucket++) {
        const timelines = await loadTimelines(db, bucket);
        yield* [...timelines].sort(([a], [b]) => (a < b ? -1 : 1));
        onPart(bucket + 1, BUCKETS);
      }
    },
  };
}
