import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type Mail = { to: string[]; raw: string };

/** Starts the SMTP server process; `mails` tells what it has taken so far. */
export async function startSmtp(): Promise<{
  url: string;
  mails(): Promise<Mail[]>;
  stop(): Promise<void>;
}> {
  const script = fileURLToPath(new URL('./smtp-server.mjs', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  if (!child.stdout) throw new Error('the SMTP server has no output');
  const mails: Mail[] = [];
  const echoes = new EventEmitter();
  let asked = 0;
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the SMTP server ended with ${code}`)));
    createInterface({ input: child.stdout as NonNullable<typeof child.stdout> }).on('line', (line) => {
      const document = JSON.parse(line) as Mail | { port: number } | { echo: string };
      if ('port' in document) resolve(document.port);
      else if ('echo' in document) echoes.emit(document.echo);
      else mails.push(document);
    });
  });
  return {
    url: `smtp://127.0.0.1:${port}`,
    // Its output arrives some time after its answers by SMTP, but in order: what it echoes comes after its mails.
    mails: async () => {
      const question = String(++asked);
      const answer = once(echoes, question);
      child.stdin?.write(`${question}\n`);
      await answer;
      return mails;
    },
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) resolve();
        child.once('exit', () => resolve());
        child.kill();
      }),
  };
}
