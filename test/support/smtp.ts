import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type Mail = { to: string[]; raw: string };

/** Starts the SMTP server process; `mails` holds what it has taken so far. */
export async function startSmtp(): Promise<{ url: string; mails: Mail[]; stop(): Promise<void> }> {
  const script = fileURLToPath(new URL('./smtp-server.mjs', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (!child.stdout) throw new Error('the SMTP server has no output');
  const mails: Mail[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the SMTP server ended with ${code}`)));
    createInterface({ input: child.stdout as NonNullable<typeof child.stdout> }).on('line', (line) => {
      const document = JSON.parse(line) as Mail | { port: number };
      if ('port' in document) resolve(document.port);
      else mails.push(document);
    });
  });
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) resolve();
        child.once('exit', () => resolve());
        child.kill();
      }),
  };
}
