/** How choices are made: by pressing a key, by sending its number, or by what is shown. */
export type Keys = 'press' | 'reply' | 'shown';

/** All that the machine says of its own; the answers and the names of reasons come from the company. */
export type Words = {
  yes: string;
  no: string;
  person: string;
  somethingElse: string;
  offer(firstName: string | null, question: string): string;
  /** We wrote to them about it of late; `by`: the channel. */
  reached(firstName: string | null, by: string, about: string): string;
  either(firstName: string | null, one: string, other: string, keys: Keys): string;
  offerAgain(question: string, silent: boolean, keys: Keys): string;
  eitherAgain(one: string, other: string, silent: boolean, keys: Keys): string;
  who(company: string, names: readonly string[]): string;
  whoAgain(names: readonly string[], silent: boolean): string;
  /** Of a call that we placed: says nothing but who we are before it is known who answers. */
  isThat(company: string, firstName: string): string;
  wrongPerson: string;
  noMoreCalls: string;
  greeting(company: string, lost: boolean, options: readonly string[], keys: Keys): string;
  menu(options: readonly string[], keys: Keys): string;
  menuAgain(options: readonly string[], silent: boolean, keys: Keys): string;
  resolved(followUps: readonly string[], keys: Keys): string;
  resolvedAgain(silent: boolean): string;
  more: string;
  moreAgain(silent: boolean): string;
  code(to: 'phone' | 'email'): string;
  codeAgain: string;
  codeWrong: string;
  codeLapsed: string;
  followFailed: string;
  wait(minutes: number, keys: Keys): string;
  waitAgain(silent: boolean, keys: Keys): string;
  callBackWhen: string;
  callBackAgain(why: 'not understood' | 'past' | 'too far', silent: boolean): string;
  callBackBooked(when: { day: string; time: string } | null): string;
  toPerson(label: string | null): string;
  allBusy: string;
  goodbye(medium: 'call' | 'text'): string;
  failed: string;
};
