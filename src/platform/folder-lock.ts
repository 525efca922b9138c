import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

export class FolderInUse extends Error {
  override name = 'FolderInUse';
}

type Holder = { pid: number; host: string; started: string };

/**
 * Takes the folder for this process by a lock file; the embedded store would be damaged by a second writer.
 * A lock left by a process that is gone is taken over. Throws FolderInUse, naming the holder, otherwise.
 */
export function lockFolder(folder: string): { release(): void } {
  const file = join(folder, 'beforehand.lock');
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const handle = openSync(file, 'wx');
      writeSync(
        handle,
        JSON.stringify({ pid: process.pid, host: hostname(), started: startOf(process.pid) }),
      );
      closeSync(handle);
      return { release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = readHolder(file);
      if (holder && isAlive(holder)) {
        throw new FolderInUse(
          `the data folder ${folder} is open in process ${holder.pid} on ${holder.host}. ` +
            'The embedded store takes one process at a time: stop that one (or ask it over HTTP), ' +
            'use another folder (--data), or set DATABASE_URL to a PostgreSQL server, which takes any number.',
        );
      }
      rmSync(file, { force: true });
    }
  }
  throw new FolderInUse(`the data folder ${folder} was taken by another process just now; try again`);
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

function isAlive(holder: Holder): boolean {
  // A folder shared between machines: the other machine's processes can't be seen, so believe the lock.
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return startOf(holder.pid) === holder.started;
}

/** When the process began, where the system tells (Linux proc(5), field 22): a reused pid is another process. */
function startOf(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return `${boot}:${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return '';
  }
}
