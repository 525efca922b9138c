export { type Given, LEVELS } from './choose.ts';
export { openKnown } from './gather.ts';
export { guide } from './guide.ts';
export { habitsOf, together } from './habits.ts';
export { rewrite } from './rewrite.ts';
export { putHabits, recentHabits } from './store.ts';
export { type Habits, type Known, NOTHING_KNOWN, type Prompt } from './types.ts';
