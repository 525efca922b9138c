import { expect } from 'vitest';
import type { Db } from '../../src/platform/index.ts';
import type { TestApp } from '../support/app.ts';
import type { Line, Step } from './lines.ts';
import {
  asJambonz,
  asPage,
  asTwilio,
  codesSent,
  EVERYONE,
  login,
  NUMBERS,
  nameOf,
  neverOf,
  publicOf,
  START,
  verifiedOf,
  type Who,
  wellFormed,
} from './town.ts';

/** What all who talk have in common. `codes`: those of other calls are tried where they do not belong. */
export type Town = {
  db: Db;
  product: TestApp;
  now: number;
  made: number;
  codes: { code: string; to: string; by: number; at: number }[];
};

/** Says and does things on a line, and looks at every answer: is it one, and does it tell more than it may? */
export class Talker {
  readonly #id: number;
  readonly #town: Town;
  readonly #line: Line;
  #step = 0;
  #text = 0;
  #session = '';
  #verified = false;
  readonly #public = new Set<Who>();
  #last: () => Promise<Response> = async () => new Response(null, { status: 204 });
  constructor(town: Town, given: Line) {
    this.#town = town;
    town.made += 1;
    this.#id = town.made;
    this.#line = given;
  }
  get dialogue() {
    return this.#line.medium === 'chat' ? this.#session : `${this.#line.medium}-${this.#id}`;
  }

  async begin(): Promise<void> {
    const { medium, from, extra = {} } = this.#line;
    if (medium === 'voice')
      await this.#send(() =>
        asTwilio(this.#town.product, '/voice/twiml', {
          CallSid: this.dialogue,
          From: from,
          CallStatus: 'ringing',
          ...extra,
        }),
      );
    if (medium === 'jambonz')
      await this.#send(() =>
        asJambonz(this.#town.product, '/voice/jambonz', {
          call_sid: this.dialogue,
          from,
          direction: 'inbound',
          call_status: 'trying',
        }),
      );
    if (medium !== 'chat' || this.#session) return;
    const token = extra.login
      ? await login(extra.login, { for: (this.#town.now - START) / 1000 + 1800 })
      : null;
    const body = JSON.parse(await this.#send(() => asPage(this.#town.product, '/chat/sessions', { token })));
    this.#session = body.session ?? '';
  }

  async take(what: Step): Promise<void> {
    if (what.do === 'begin') return this.begin();
    if (what.do === 'repeat') return void (await this.#send(this.#last));
    if (what.do === 'end') return this.#end();
    if (what.do === 'say') return this.#say({ words: what.words });
    if (what.do === 'key') return this.#say({ key: what.key });
    if (what.do === 'dialled') return this.#say({ dialled: 'no-answer' });
    if (what.do === 'silence') return this.#say({});
    if (what.do !== 'code') return this.#say({ words: 'balance' }, what.do === 'stale' ? -1 : 5);
    if (what.late) {
      this.#town.now += 11 * 60_000;
      await this.#town.product.clock(new Date(this.#town.now).toISOString());
    }
    const own = this.#town.codes.filter(({ by }) => by === this.#id).at(-1);
    const others = this.#town.codes.filter(({ by }) => by !== this.#id).at(-1);
    const code = what.which === 'right' ? own?.code : what.which === 'another’s' ? others?.code : '000000';
    if (own && code === own.code && this.#town.now - own.at < 10 * 60_000) this.#verified = true;
    return this.#say({ key: code ?? '123456' });
  }

  async #end(): Promise<void> {
    const { medium, from } = this.#line;
    if (medium === 'voice')
      await this.#send(() =>
        asTwilio(this.#town.product, '/voice/twiml/status', {
          CallSid: this.dialogue,
          From: from,
          CallStatus: 'completed',
          CallDuration: '9',
        }),
      );
    if (medium === 'jambonz')
      await this.#send(() =>
        asJambonz(this.#town.product, '/voice/jambonz/status', {
          call_sid: this.dialogue,
          from,
          call_status: 'completed',
          duration: 9,
        }),
      );
    if (medium === 'chat')
      await this.#send(() => asPage(this.#town.product, `/chat/sessions/${this.#session}/end`, {}));
  }

  async #say(
    { words = '', key = '', dialled = '' }: { words?: string; key?: string; dialled?: string },
    off = 0,
  ): Promise<void> {
    const { medium, from, extra = {} } = this.#line;
    const step = this.#step + 1 + off;
    if (medium === 'voice')
      await this.#send(() =>
        asTwilio(this.#town.product, `/voice/twiml/turn?step=${step}`, {
          ...{ CallSid: this.dialogue, From: from, CallStatus: 'in-progress', ...extra },
          ...(words && { SpeechResult: words.toWellFormed() }),
          ...(key && { Digits: key }),
          ...(dialled && { DialCallStatus: dialled }),
        }),
      );
    if (medium === 'jambonz')
      await this.#send(() =>
        asJambonz(this.#town.product, `/voice/jambonz/turn?step=${step}`, {
          ...{ call_sid: this.dialogue, from, direction: 'inbound', digits: key, dial_call_status: dialled },
          speech: { alternatives: words ? [{ transcript: words }] : [] },
        }),
      );
    if (medium === 'sms') {
      this.#text += 1;
      const form = {
        MessageSid: `SM${this.#id}x${this.#text}`,
        From: from,
        Body: (words || key).toWellFormed(),
      };
      await this.#send(() => asTwilio(this.#town.product, '/sms/twilio', form));
    }
    if (medium === 'chat')
      await this.#send(() =>
        asPage(this.#town.product, `/chat/sessions/${this.#session}/turns`, {
          step,
          ...(key ? { choice: key } : { text: words }),
        }),
      );
  }

  async #send(send: () => Promise<Response>): Promise<string> {
    this.#last = send;
    const { medium, as, names, extra } = this.#line;
    const seq = Number(
      (await this.#town.db.query<{ seq: number | null }>('select max(seq) as seq from sandbox_outbox'))[0]
        ?.seq ?? 0,
    );
    const text = await wellFormed(medium, await send());
    for (const { to, code } of await codesSent(this.#town.db, seq)) {
      this.#town.codes.push({ code, to, by: this.#id, at: this.#town.now });
      // To nobody but the one whose dialogue it is, and to no address that others have, too.
      expect(
        as.flatMap((who) => [`qmail${who}@example.com`, ...(as.length === 1 ? [NUMBERS[who]] : [])]),
      ).toContain(to);
    }
    const next = /turn\?step=(\d+)/.exec(text)?.[1];
    const shown = /"step":(\d+)/.exec(text)?.[1];
    if (next) this.#step = Number(next) - 1;
    else if (shown && medium === 'chat') this.#step = Number(shown);
    for (const who of EVERYONE) if (text.includes(publicOf(who))) this.#public.add(who);
    const allowed = new Set([
      ...names.map(nameOf),
      ...(this.#public.size < 2 ? as.map(publicOf) : []),
      ...(this.#verified || extra?.login ? as.map(verifiedOf) : []),
    ]);
    const secrets = EVERYONE.flatMap((who) => [nameOf(who), publicOf(who), verifiedOf(who), ...neverOf(who)]);
    expect(
      secrets.filter((secret) => !allowed.has(secret) && text.includes(secret)),
      text,
    ).toEqual([]);
    return text;
  }
}
