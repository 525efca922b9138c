/** What was asked for can't be done with what was given; the message says what, where and how to mend it. */
export class InputError extends Error {
  override name = 'InputError';
}
