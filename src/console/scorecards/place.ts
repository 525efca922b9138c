/** The place of a turn's words on the page of a scorecard; turns are counted from 0 and shown from 1. */
export const placeOf = (turn: number) => `#turn-${turn + 1}`;
