import { contents, words } from '../moves/index.ts';

/** Words of which formulas are made: they could be said to any customer. */
const STOCK = new Set(
  contents(
    words(
      `sorry apologise apologize apologies apology inconvenience understand understanding frustrating frustrated frustration
      appreciate patience hear hearing thank bearing holding waiting trouble caused completely totally really truly very
      sincerely upset upsetting annoying concern concerns see know feel how must be been can imagine sir madam maam again so
      course difficult regret situation experience issue problem definitely absolutely bear bit much`,
    ),
  ),
);

/** Whether an acknowledgement says nothing that is this customer's own. */
export function isFormula(text: string): boolean {
  return contents(words(text)).every((word) => STOCK.has(word));
}
