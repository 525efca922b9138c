import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { emailChannel } from './channel.ts';

/** What the server answers, by the command's first word; `greeting` and `content` are no commands. */
type Script = Record<string, string>;
const COURTEOUS: Script = {
  greeting: '220 ready',
  EHLO: '250 hello',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  content: '250 taken',
  QUIT: '221 bye',
};
const DRIP = 'drip';
const HANG_UP = 'hang up';

let server: Server | null = null;
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server?.close();
});

async function smtpServer(script: Script): Promise<string> {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    const answer = (to: string) => {
      const text = { ...COURTEOUS, ...script }[to] ?? '500 what?';
      if (text === HANG_UP) socket.destroy();
      else if (text === DRIP) drip(socket);
      else socket.write(`${text}\r\n`);
    };
    let inContent = false;
    createInterface({ input: socket }).on('line', (line) => {
      if (inContent) {
        if (line !== '.') return;
        inContent = false;
        return answer('content');
      }
      const word = line.split(' ')[0]?.toUpperCase() ?? '';
      inContent = word === 'DATA' && !script.DATA;
      answer(word);
    });
    answer('greeting');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Never silent, never done. */
function drip(socket: Socket): void {
  const timer = setInterval(() => socket.write('250-wait\r\n'), 10);
  socket.on('close', () => clearInterval(timer));
}

async function send(script: Script, login = '') {
  const url = `smtp://${login}${await smtpServer(script)}`;
  const drips = Object.values(script).includes(DRIP);
  return emailChannel({ url, from: 'care@example.com', ...(drips ? { deadlineMs: 1000 } : {}) }).send({
    id: 'o_1',
    bucket: 0,
    to: 'ann@example.com',
    subject: 'Hello',
    text: 'Hello Ann',
    expiresAt: Number.POSITIVE_INFINITY,
  });
}

test('a server that behaves takes the mail', async () => {
  expect(await send({})).toEqual({ kind: 'ok', providerId: '250 taken' });
});

test.each<[string, Script, string, string]>([
  ['says 554 at the greeting', { greeting: '554 go away' }, 'retry', '554 go away'],
  ['says 550 to EHLO and HELO', { EHLO: '550 no', HELO: '550 no' }, 'retry', '550 no'],
  ['says 554 to STARTTLS', { EHLO: '250-hello\r\n250 STARTTLS', STARTTLS: '554 no' }, 'retry', '554 no'],
  ['says 550 to the sender', { MAIL: '550 sender unknown' }, 'retry', '550 sender unknown'],
  ['wants a login first', { MAIL: '530 5.7.0 log in' }, 'retry', '530 5.7.0 log in'],
  ['wants a login at the recipient', { RCPT: '530 5.7.0 log in' }, 'retry', '530 5.7.0 log in'],
  ['says 550 to the recipient', { RCPT: '550 no such mailbox' }, 'refused', '550 no such mailbox'],
  ['says 451 to the recipient', { RCPT: '451 later' }, 'retry', '451 later'],
  [
    'pipelines and says 550 to the recipient',
    { EHLO: '250-hello\r\n250 PIPELINING', RCPT: '550 no such mailbox', DATA: '554 nobody to go to' },
    'refused',
    '550 no such mailbox',
  ],
  ['says 503 to DATA', { DATA: '503 not now' }, 'retry', '503 not now'],
  ['says 554 to the content', { content: '554 looks like spam' }, 'refused', '554 looks like spam'],
  ['says 452 to the content', { content: '452 disk full' }, 'retry', '452 disk full'],
  ['hangs up at the recipient', { RCPT: HANG_UP }, 'retry', 'closed'],
  ['hangs up at the content', { content: HANG_UP }, 'unknown', 'closed'],
  ['drips lines at the greeting', { greeting: DRIP }, 'retry', 'not done after 1 s'],
  ['drips lines at the recipient', { RCPT: DRIP }, 'retry', 'not done after 1 s'],
  ['drips lines at the content', { content: DRIP }, 'unknown', 'not done after 1 s'],
])('a server that %s', async (_, script, kind, why) => {
  expect(await send(script)).toEqual({ kind, why: expect.stringContaining(why) });
});

test('a login that is refused is ours to mend', async () => {
  const script = { EHLO: '250-hello\r\n250 AUTH PLAIN', AUTH: '535 5.7.8 wrong password' };
  expect(await send(script, 'ann:secret@')).toEqual({
    kind: 'retry',
    why: expect.stringContaining('535 5.7.8 wrong password'),
  });
});

test('a server that drips after the mail was taken is left', async () => {
  expect(await send({ QUIT: DRIP })).toEqual({ kind: 'ok', providerId: '250 taken' });
  const [socket] = [...sockets].slice(-1);
  if (socket && !socket.destroyed) await once(socket, 'close');
});
