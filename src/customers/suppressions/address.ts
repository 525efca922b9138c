import { toE164, toEmail } from '../identities.ts';

/** An address as it is compared: a number in E.164, an e-mail address in lower case; null when it is neither. */
export function toAddress(text: string): string | null {
  return text.includes('@') ? toEmail(text) : toE164(text);
}
