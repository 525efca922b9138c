/** What is said to be polite, and needs no answer: "ok thanks", "👍", "muchas gracias". */
const POLITE =
  /^(ok(ay)?|k|great|perfect|good|cool|got it|noted|received|awesome|thanks?|thank you|ty|thx|many|so much|very much|a lot|cheers|will do|vale|gracias|muchas|mil|perfecto|genial|recibido|de acuerdo|bien|muy|\s)+$/u;

export function isPleasantry(body: string): boolean {
  const words = body
    .toLowerCase()
    .replace(/[^\p{L}\s]+/gu, ' ')
    .trim();
  // An emoji may be followed by a mark that only says how it looks.
  if (words === '')
    return /^[\s\p{Emoji_Presentation}\p{Emoji_Modifier}.!]+$/u.test(body.replaceAll('\u{FE0F}', ''));
  return POLITE.test(words) && !/[?¿]/.test(body);
}
