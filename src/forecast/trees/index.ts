export { binnerFor, binRows } from './bin-rows.ts';
export { type CutOptions, chooseCuts } from './cuts.ts';
export { growForest } from './grow.ts';
export { type Forest, openForest } from './open.ts';
export { emptyForest } from './pack.ts';
export { settingsFor } from './settings.ts';
export type { BinnedTable, ForestModel, ForestSettings, GrowHooks, Training } from './types.ts';
