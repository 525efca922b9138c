import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/beforehand', import.meta.url));

export type Finished = { code: number | null; stdout: string; stderr: string };

function start(args: string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [BIN, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs a command as a user does and waits for its end. */
export function beforehand(args: string[], env: Record<string, string>): Promise<Finished> {
  const child = start(args, env);
  const finished: Finished = { code: null, stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => (finished.stdout += chunk));
  child.stderr?.on('data', (chunk) => (finished.stderr += chunk));
  return new Promise((resolve) => child.once('close', (code) => resolve({ ...finished, code })));
}

/** Starts a server command and waits until it listens. */
export async function beforehandServer(
  args: string[],
  env: Record<string, string>,
): Promise<{ url: string; stop(): Promise<number | null> }> {
  const child = start([...args, '--port', '0'], env);
  let stderr = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
      const match = /listens on (\S+)/.exec(stderr);
      if (match?.[1]) resolve(match[1]);
    });
    child.once('close', (code) => reject(new Error(`the server ended with ${code}: ${stderr}`)));
  });
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        child.once('close', (code) => resolve(code));
        child.kill('SIGTERM');
      }),
  };
}
