/** 3GPP TS 23.038 section 6.2.1: the default alphabet, one septet a character. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Section 6.2.1.1: its extension, an escape and a septet a character. */
const EXTENDED = new Set('\f^{}\\[~]|€');

/** How much a message holds alone, and each part of one in several, which gives 6 octets to the header that joins them. */
const ROOM = { 'GSM-7': { alone: 160, part: 153 }, 'UCS-2': { alone: 70, part: 67 } } as const;

export type Segments = {
  encoding: keyof typeof ROOM;
  /** Septets in GSM-7, 16-bit units in UCS-2. */
  units: number;
  /** In how many parts the text goes; each is paid for. */
  segments: number;
};

/**
 * Counts the parts of a text message (3GPP TS 23.038 and 23.040 section 9.2.3.24.1; twilio.com/docs/glossary/what-sms-character-limit).
 * One character that GSM-7 lacks makes all of it UCS-2. Neither an escape and what it escapes nor a surrogate pair is
 * divided between parts.
 */
export function countSegments(text: string): Segments {
  const characters = [...text];
  const gsm = characters.every((character) => BASIC.has(character) || EXTENDED.has(character));
  const encoding = gsm ? 'GSM-7' : 'UCS-2';
  const widths = characters.map((character) => (gsm ? (BASIC.has(character) ? 1 : 2) : character.length));
  const units = widths.reduce((sum, width) => sum + width, 0);
  const { alone, part } = ROOM[encoding];
  if (units <= alone) return { encoding, units, segments: 1 };
  let segments = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > part) {
      segments++;
      used = 0;
    }
    used += width;
  }
  return { encoding, units, segments };
}
