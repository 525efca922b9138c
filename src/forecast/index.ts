export type { Forecast, Forecaster } from './types.ts';
