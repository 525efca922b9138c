import { keeping } from '../../platform/index.ts';
import { words } from '../moves/index.ts';

/** Texts kept as words: those of the talks under way, each of which is followed from its beginning at every turn. */
const KEPT = 4000;

/** The words of a text, as phone and chat have them in common. */
export const wordsOf = keeping(KEPT, (text: string): readonly string[] => words(text));
/** The same in one line, for patterns. */
export const plainOf = keeping(KEPT, (text: string) => wordsOf(text).join(' '));
