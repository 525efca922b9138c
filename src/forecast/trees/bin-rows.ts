import type { Cut } from '../bins.ts';
import type { Rows } from '../rows.ts';
import type { Features } from '../types.ts';
import type { BinnedTable } from './types.ts';

/** The bin of a value: 0 where it says nothing, then a number's by how many edges it reaches, or a text's place. */
type Binner = (value: number | string) => number;

function binnerOf(cut: Cut): Binner {
  if (cut.kind === 'category') {
    const places = new Map(cut.values.map((value, i) => [value, i + 1]));
    const other = cut.values.length + 1;
    return (value) => places.get(String(value)) ?? other;
  }
  const { edges } = cut;
  return (value) => {
    if (typeof value !== 'number' || Number.isNaN(value)) return 0;
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value >= (edges[middle] as number)) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

/** All rows as a table with a column for each cut; a feature that a row does not have is unknown, bin 0. */
export function binRows(rows: Rows, cuts: readonly Cut[]): BinnedTable {
  const columns = cuts.map(() => new Uint8Array(rows.length));
  const binners = cuts.map(binnerOf);
  const cutOf = new Map(cuts.map((cut, i) => [cut.name, i]));
  const byId = rows.names.map((name) => cutOf.get(name));
  rows.each((row, name, value) => {
    const i = byId[name];
    if (i !== undefined) (columns[i] as Uint8Array)[row] = (binners[i] as Binner)(value);
  });
  return { rows: rows.length, columns };
}

/** Bins single rows as `binRows` does. */
export function binnerFor(cuts: readonly Cut[]): (features: Features) => Uint8Array {
  const binners = cuts.map(binnerOf);
  return (features) => {
    const bins = new Uint8Array(cuts.length);
    for (const [i, cut] of cuts.entries()) {
      const value = features[cut.name];
      if (value !== undefined) bins[i] = (binners[i] as Binner)(value);
    }
    return bins;
  };
}
