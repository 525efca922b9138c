import type { ContactFilter, ContactRung, Figure, OutreachFilter, Period } from './filters.ts';

/** Contacts of a reason on a rung, and in how many of them the offer was right, taken or not. */
export type ContactCount = { reason: string | null; rung: ContactRung; contacts: number; right: number };

/** Outreach that reached a customer about a reason, and how many of those contacted about it all the same. */
export type ReachedCount = { reason: string; reached: number; anyway: number };

/** One reason on the ladder (null: contacts of which none is known). All but `reached` and `reachedAnyway` are contacts. */
export type Rungs = {
  contacts: Figure;
  reactive: Figure;
  offered: Figure;
  missed: Figure;
  anyway: Figure;
  /** Proactive: outreach that answered before anybody asked. */
  reached: Figure;
  reachedAnyway: Figure;
};

export type Ladder = {
  /** The reasons with most needs first. */
  reasons: ({ reason: string | null } & Rungs)[];
  total: Rungs;
  offers: { made: Figure; right: Figure; taken: Figure; precision: number | null };
};

type Cell = { rungs: Record<ContactRung, number>; right: number; reached: number; anyway: number };

/** The ladder of all reasons over a period. A need is a contact or an outreach that came before one. */
export function ladderOf(
  contacts: readonly ContactCount[],
  reached: readonly ReachedCount[],
  period: Period,
): Ladder {
  const cells = new Map<string | null, Cell>();
  const total = emptyCell();
  const cell = (reason: string | null) => {
    const found = cells.get(reason) ?? emptyCell();
    cells.set(reason, found);
    return [found, total];
  };
  for (const row of contacts) {
    for (const at of cell(row.reason)) {
      at.rungs[row.rung] += row.contacts;
      at.right += row.right;
    }
  }
  for (const row of reached) {
    for (const at of cell(row.reason)) {
      at.reached += row.reached;
      at.anyway += row.anyway;
    }
  }
  const reasons = [...cells]
    .sort(
      ([a, x], [b, y]) =>
        needs(y) - needs(x) || Number(a === null) - Number(b === null) || String(a).localeCompare(String(b)),
    )
    .map(([reason, at]) => ({ reason, ...rungsOf(at, period, reason) }));
  const of = (value: number, filter: Partial<ContactFilter>): Figure => ({
    value,
    opens: { rows: 'contacts', filter: { ...period, ...filter } },
  });
  const made = total.rungs.offered + total.rungs.missed;
  return {
    reasons,
    total: rungsOf(total, period),
    offers: {
      made: of(made, { offer: 'made' }),
      right: of(total.right, { offer: 'right' }),
      taken: of(total.rungs.offered, { ladder: 'offered' }),
      precision: made ? total.right / made : null,
    },
  };
}

function emptyCell(): Cell {
  return { rungs: { reactive: 0, offered: 0, missed: 0, anyway: 0 }, right: 0, reached: 0, anyway: 0 };
}

function contactsIn({ rungs }: Cell): number {
  return rungs.reactive + rungs.offered + rungs.missed + rungs.anyway;
}

function needs(cell: Cell): number {
  return contactsIn(cell) + cell.reached;
}

/** `reason` undefined: all reasons together. */
function rungsOf(cell: Cell, period: Period, reason?: string | null): Rungs {
  const about = reason === undefined ? {} : { reason };
  const contacts = (value: number, ladder?: ContactRung): Figure => ({
    value,
    opens: { rows: 'contacts', filter: { ...period, ...about, ...(ladder ? { ladder } : {}) } },
  });
  const outreach = (value: number, more: Partial<OutreachFilter>): Figure => ({
    value,
    opens: {
      rows: 'outreach',
      filter: { ...period, ...about, ladder: 'proactive', ...more },
    },
  });
  return {
    contacts: contacts(contactsIn(cell)),
    reactive: contacts(cell.rungs.reactive, 'reactive'),
    offered: contacts(cell.rungs.offered, 'offered'),
    missed: contacts(cell.rungs.missed, 'missed'),
    anyway: contacts(cell.rungs.anyway, 'anyway'),
    reached: outreach(cell.reached, {}),
    reachedAnyway: outreach(cell.anyway, { contacted: 'about' }),
  };
}
