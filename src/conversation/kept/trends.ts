import type { Db } from '../../platform/index.ts';
import { sightOf, type Viewer } from '../staff/index.ts';
import { cellsOf } from './store.ts';
import { type Trend, trendsOf, type Unit } from './trend.ts';
import type { CardFilter } from './types.ts';

/**
 * Trends of what the filter lets through, adjusted to the mix of reasons of the whole company or, for who may see one team only, of
 * that team, in the same time. An agent's own are adjusted to the mix of their team, of which they learn nothing else.
 */
export async function trendsIn(db: Db, by: Unit, filter: CardFilter, viewer: Viewer): Promise<Trend[]> {
  const { since, until } = filter;
  const sight = sightOf(viewer);
  const around = {
    agent: null,
    team: viewer.kind === 'staff' && viewer.role !== 'head' ? viewer.team : null,
  };
  const cells = await cellsOf(db, by, filter, sight);
  return trendsOf(cells, await cellsOf(db, by, { since, until }, around));
}
