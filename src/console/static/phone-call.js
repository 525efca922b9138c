// A call, verb by verb, as twilio.com/docs/voice/twiml says that Twilio conducts it.
import * as log from './phone-log.js';
import { canSpeak, speak } from './phone-voice.js';

const ACCOUNT = `AC${'0'.repeat(32)}`;
/** Twilio's own number for trials; nobody has it. */
const CALLED = '+15005550006';

function newSid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `CA${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

const seconds = (count, signal) =>
  new Promise((done) => {
    const timer = setTimeout(done, count * 1000);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });

export class Call {
  /**
   * `about` is there when the other side has called: what its webhooks' addresses say of the outreach.
   * `show(state, details)` draws the line's state; `settings` holds `aloud` and `impatient`.
   */
  constructor({ name, from, about, verstat, show, settings, company }) {
    this.name = name;
    this.company = company;
    this.show = show;
    this.settings = settings;
    this.over = false;
    this.begun = Date.now();
    this.status = about ? 'in-progress' : 'ringing';
    this.document = about ? `/voice/twiml/outbound?${about}` : '/voice/twiml';
    this.ended = about ? `/voice/twiml/outbound/status?${about}` : '/voice/twiml/status';
    const [caller, called] = about ? [CALLED, from] : [from, CALLED];
    this.fields = {
      CallSid: newSid(),
      AccountSid: ACCOUNT,
      ApiVersion: '2010-04-01',
      Direction: about ? 'outbound-api' : 'inbound',
      From: caller,
      Caller: caller,
      To: called,
      Called: called,
      ...(about && { AnsweredBy: 'human' }),
      ...(verstat && { StirVerstat: verstat }),
    };
  }

  begin() {
    this.show('calling');
    return this.ask(this.document, { CallStatus: this.status });
  }

  /** Neither an address nor a field leaves this page but for our own server, which sends it on as Twilio would. */
  async send(address, more) {
    const fields = { ...this.fields, ...more };
    const before = performance.now();
    let answer;
    try {
      const response = await fetch(`/phone/webhook?to=${encodeURIComponent(address)}`, {
        method: 'POST',
        body: new URLSearchParams(fields),
      });
      // What is refused is told in whatever form the refusal has.
      answer = response.ok ? await response.json() : { status: response.status, body: await response.text() };
    } catch (error) {
      answer = { status: 0, body: `The product could not be reached: ${error.message}` };
    }
    log.asked(address, fields, { ...answer, took: Math.round(performance.now() - before) });
    return answer;
  }

  async ask(address, more) {
    // As a browser resolves a link: against the document that names it.
    const base = new URL(this.document, location.origin);
    const whole = new URL(address, base);
    const to = whole.origin === location.origin ? whole.pathname + whole.search : whole.href;
    const answer = await this.send(to, more);
    if (this.over) return;
    this.document = to;
    const { documentElement: root } = new DOMParser().parseFromString(answer.body, 'text/xml');
    if (answer.status !== 200 || root.tagName !== 'Response') {
      log.said(
        'note',
        '',
        `The webhook failed (${answer.status}): Twilio would say that an application error has occurred, and hang up. Its answer is among the webhooks.`,
      );
      this.end();
      return;
    }
    await this.run([...root.children]);
  }

  async run(verbs) {
    for (const verb of verbs) {
      if (this.over) return;
      const next = VERBS[verb.tagName] ? await VERBS[verb.tagName](this, verb) : this.unknown(verb);
      if (this.over) return;
      if (next) {
        await this.ask(next.to, { CallStatus: 'in-progress', ...next.fields });
        return;
      }
    }
    this.end();
  }

  unknown(verb) {
    log.said('note', '', `This page does not know <${verb.tagName}>, and passes over it.`);
  }

  async say(verb, signal) {
    const words = verb.textContent.trim();
    log.said('us', this.company, words);
    if (this.settings.aloud && canSpeak())
      await speak(words, verb.getAttribute('language') ?? 'en-US', signal);
  }

  async prompt(verb, signal) {
    if (signal.aborted || this.over) return;
    if (verb.tagName === 'Say') await this.say(verb, signal);
    else if (verb.tagName === 'Pause') await seconds(Number(verb.getAttribute('length') ?? 1), signal);
    else log.said('note', '', `Plays ${verb.textContent.trim()}`);
  }

  /** Ends the call on this side, and tells the product, as Twilio does in the end. */
  end() {
    if (this.over) return;
    this.over = true;
    this.speaking?.abort();
    const lasted = Math.max(1, Math.round((Date.now() - this.begun) / 1000));
    this.show('ended');
    this.send(this.ended, this.ending(lasted)).then(() => {
      log.said('note', '', `The call ended after ${lasted} s. `, log.link('/contacts', 'See the contacts'));
      this.show('idle');
    });
  }

  ending(lasted = Math.max(1, Math.round((Date.now() - this.begun) / 1000))) {
    return { CallStatus: 'completed', CallDuration: String(lasted) };
  }

  /** The page is left with the call open: the last word goes out on its own. */
  leave() {
    if (this.over) return;
    this.over = true;
    const to = encodeURIComponent(this.ended);
    navigator.sendBeacon(
      `/phone/webhook?to=${to}`,
      new URLSearchParams({ ...this.fields, ...this.ending() }),
    );
  }
}

/** Waits for words, keys, or that there are none; whichever comes stops what is being said. */
class Listening {
  constructor(call, verb) {
    this.call = call;
    this.attribute = (name, fallback) => verb.getAttribute(name) ?? fallback;
    this.inputs = this.attribute('input', 'dtmf').split(' ');
    this.timeout = Number(this.attribute('timeout', '5'));
    this.language = this.attribute('language', 'en-US');
    this.digits = '';
    this.result = new Promise((done) => {
      this.done = done;
    });
  }

  /** Something came: nobody is interrupted who asked not to be. */
  bargeIn() {
    clearTimeout(this.timer);
    if (this.attribute('bargeIn', 'true') !== 'false') this.call.speaking?.abort();
  }

  words(words, confidence = 0.9) {
    this.bargeIn();
    log.said('them', this.call.name, words);
    this.done({ SpeechResult: words, Confidence: String(confidence) });
  }

  key(key) {
    this.bargeIn();
    const finish = this.attribute('finishOnKey', '#');
    // A key that finishes does so only behind others.
    if (key !== finish) this.digits += key;
    else if (this.digits === '') return;
    this.call.show('listening', this);
    const full = this.digits.length >= Number(this.attribute('numDigits', 'Infinity'));
    if (full || key === finish) this.pressed();
    else this.timer = setTimeout(() => this.pressed(), this.timeout * 1000);
  }

  pressed() {
    log.said('them', this.call.name, `presses ${this.digits}`);
    this.done({ Digits: this.digits });
  }

  nothing() {
    this.bargeIn();
    log.said('them', this.call.name, 'says nothing');
    this.done(null);
  }

  /** The time out begins when all is said. */
  waits() {
    if (this.call.settings.impatient && this.digits === '')
      this.timer = setTimeout(() => this.nothing(), this.timeout * 1000);
  }
}

const VERBS = {
  async Say(call, verb) {
    call.show('speaking');
    call.speaking = new AbortController();
    await call.say(verb, call.speaking.signal);
  },
  async Pause(call, verb) {
    call.show('speaking');
    call.speaking = new AbortController();
    await call.prompt(verb, call.speaking.signal);
  },
  async Play(_, verb) {
    log.said('note', '', `Plays ${verb.textContent.trim()}`);
  },
  async Gather(call, verb) {
    const speaking = new AbortController();
    call.speaking = speaking;
    const listening = new Listening(call, verb);
    call.listening = listening;
    call.show('listening', listening);
    const prompts = (async () => {
      for (const prompt of verb.children) await call.prompt(prompt, speaking.signal);
      if (!speaking.signal.aborted) listening.waits();
    })();
    const result = await listening.result;
    call.listening = null;
    speaking.abort();
    await prompts;
    if (!result && verb.getAttribute('actionOnEmptyResult') !== 'true') return null;
    call.show('calling');
    return { to: verb.getAttribute('action') ?? call.document, fields: result ?? {} };
  },
  async Redirect(_, verb) {
    return { to: verb.textContent.trim(), fields: {} };
  },
  async Dial(call, verb) {
    log.said('note', '', `Rings the agent at ${verb.textContent.trim()}`);
    const status = await new Promise((done) => {
      call.dialled = done;
      call.show('dialing');
    });
    call.dialled = null;
    log.said('note', '', DIALLED[status]);
    const action = verb.getAttribute('action');
    return action === null ? null : { to: action, fields: { DialCallStatus: status } };
  },
  async Enqueue(call, verb) {
    log.said('note', '', `Waits for a person in the queue “${verb.textContent.trim()}”.`);
    call.show('queued');
    // Whoever waits is taken by a person, of whom there is none here, or hangs up.
    await new Promise(() => {});
  },
  async Hangup(call) {
    call.end();
  },
};

const DIALLED = {
  completed: 'The agent answered, and hung up in the end.',
  'no-answer': 'Nobody answered there.',
  busy: 'The agent’s line was busy.',
};
