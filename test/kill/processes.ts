import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/beforehand', import.meta.url));

export type Process = Awaited<ReturnType<typeof start>>;

/** Starts a command as an operator does, and waits until it prints what tells that it is up. */
export async function start(args: string[], env: Record<string, string>, ready: RegExp) {
  const child: ChildProcess = spawn(process.execPath, [BIN, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let ended = false;
  const closed = once(child, 'close').then(() => {
    ended = true;
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => (said = (said + chunk).slice(-20_000)));
  await until(`beforehand ${args.join(' ')} is up`, async () => {
    if (ended) throw new Error(`beforehand ${args.join(' ')} ended by itself:\n${said}`);
    return ready.test(said);
  });
  return {
    said: () => said,
    ended: () => ended,
    /** At once and without a word to it, as when a machine goes away. */
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

/** Waits for a condition, and says what for when it does not come about in time. */
export async function until(what: string, holds: () => Promise<boolean>, mostMs = 120_000): Promise<void> {
  const { promise, resolve, reject } = withResolvers();
  const giveUp = Date.now() + mostMs;
  const look = async () => {
    try {
      if (await holds()) resolve();
      else if (Date.now() > giveUp) reject(new Error(`waited ${mostMs / 1000} s in vain until ${what}`));
      else setTimeout(look, 50);
    } catch (error) {
      reject(error as Error);
    }
  };
  void look();
  return promise;
}

function withResolvers() {
  let resolve: () => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
