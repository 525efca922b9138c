// One connection a page, and none while the page is hidden: a browser opens six to a server at most, so that a seventh
// forgotten tab would otherwise leave the others waiting. On coming back the stream begins with "change".
class LiveSource extends EventTarget {
  #url;
  #source = null;
  #names = new Set();
  #forward = (event) => this.dispatchEvent(new MessageEvent(event.type, { data: event.data }));
  #look = () => (document.hidden ? this.#leave() : this.#open());

  constructor(url) {
    super();
    this.#url = url;
    document.addEventListener('visibilitychange', this.#look);
    this.#look();
  }

  get readyState() {
    return this.#source ? this.#source.readyState : EventSource.CONNECTING;
  }

  addEventListener(name, listener) {
    super.addEventListener(name, listener);
    if (this.#names.has(name)) return;
    this.#names.add(name);
    this.#source?.addEventListener(name, this.#forward);
  }

  close() {
    document.removeEventListener('visibilitychange', this.#look);
    this.#leave();
  }

  #open() {
    if (this.#source) return;
    const source = new EventSource(this.#url);
    this.#source = source;
    for (const name of this.#names) source.addEventListener(name, this.#forward);
    source.onopen = (event) => {
      document.documentElement.dataset.live = 'on';
      this.onopen?.(event);
    };
    source.onerror = (event) => {
      document.documentElement.dataset.live = 'off';
      // A stream that is refused for good is replaced by htmx with a new one.
      if (source.readyState === EventSource.CLOSED)
        document.removeEventListener('visibilitychange', this.#look);
      this.onerror?.(event);
    };
  }

  #leave() {
    this.#source?.close();
    this.#source = null;
  }
}

htmx.createEventSource = (url) => new LiveSource(url);

// Nothing is replaced under the hands of who is moving through it by keyboard.
document.addEventListener('htmx:beforeRequest', (event) => {
  if (event.detail.requestConfig.verb === 'get' && event.target.querySelector(':focus-visible'))
    event.preventDefault();
});

// Where a turn of a conversation is typed, Enter sends it; with Shift it begins a new line.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  if (!event.target.matches('textarea[data-enter-sends]')) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
