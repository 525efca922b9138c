import { type Clock, type Db, type Instant, type Log, SECOND } from '../../platform/index.ts';
import { type ReasonBook, reasonBook } from './catalogue.ts';
import { reasonSpec } from './spec.ts';
import { loadReasons } from './store.ts';

/** How long a process goes on with the wording it has, when another one changed it. */
const FRESH = 10 * SECOND;

/** The company's reasons as they stand; `forget` after a change in this process. */
export function openReasonBook({ db, clock, log }: { db: Db; clock: Clock; log: Log }) {
  let kept: { at: Instant; book: ReasonBook } | null = null;
  return {
    current: async (): Promise<ReasonBook> => {
      const now = clock.now();
      if (kept && now >= kept.at && now - kept.at < FRESH) return kept.book;
      const own = (await loadReasons(db)).flatMap(({ name, spec }) => {
        const parsed = reasonSpec.safeParse(spec);
        if (parsed.success) return [parsed.data];
        log.error(
          { reason: name, err: parsed.error },
          'the wording of a reason cannot be read; the built-in one is used',
        );
        return [];
      });
      kept = { at: now, book: reasonBook(own) };
      return kept.book;
    },
    forget: () => {
      kept = null;
    },
  };
}
export type OpenReasonBook = ReturnType<typeof openReasonBook>;
