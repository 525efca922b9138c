export { type HearingReport, learnHearing, openHearing } from './hearing.ts';
