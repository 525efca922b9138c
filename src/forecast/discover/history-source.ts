import { vocabularyInUse } from '../../customers/index.ts';
import type { Instant, Tx } from '../../platform/index.ts';
import { readTimelines } from '../examples.ts';
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
      for await (const { customerId, timeline, bucket, buckets } of readTimelines(db)) {
        onPart(bucket, buckets);
        yield [customerId, timeline] as const;
      }
    },
  };
}
