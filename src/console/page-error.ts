/** What a visitor can be told: the page is not there, or what was asked can't be read. */
export class PageError extends Error {
  override name = 'PageError';
  readonly status: 400 | 404;
  readonly mend: string;
  constructor(status: PageError['status'], message: string, mend: string) {
    super(message);
    this.status = status;
    this.mend = mend;
  }
}
