import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

export class FolderInUse extends Error {
  override name = 'FolderInUse';
}

type Holder = { pid: number; host: string; started: string };
type Lock = { release(): void };

/** Each try begins anew after another process has changed the lock between two looks at it. */
const TRIES = 10;

/**
 * Takes the folder for this process by a lock file; the embedded store would be damaged by a second writer.
 * A lock left by a process that is gone is taken over. Throws FolderInUse, naming the holder, otherwise.
 */
export function lockFolder(folder: string): Lock {
  const file = join(folder, 'beforehand.lock');
  const taken = take(file);
  if ('release' in taken) return taken;
  const { holder } = taken;
  if (!holder) {
    throw new FolderInUse(
      `the data folder ${folder} was taken by another process just now; try again, ` +
        `and if it stays so while nothing else runs, remove ${file} and ${guardOf(file)}`,
    );
  }
  throw new FolderInUse(
    `the data folder ${folder} is open in process ${holder.pid} on ${holder.host}. ` +
      'The embedded store takes one process at a time: stop that one (or ask it over HTTP), ' +
      'use another folder (--data), or set DATABASE_URL to a PostgreSQL server, which takes any number.' +
      (holder.host === hostname()
        ? ''
        : ` This is ${hostname()}, from where that process can't be seen: if it is gone for certain, remove ${file}.`),
  );
}

/** The lock, or who has it; null is a process that came and went, or is about to have it. */
function take(file: string): Lock | { holder: Holder | null } {
  const mine = JSON.stringify({
    pid: process.pid,
    host: hostname(),
    started: startOf(process.pid),
    // Makes every taking another text, so that a lock looked at before is known again for certain.
    token: randomUUID(),
  });
  const release = () => {
    if (textOf(file) === mine) rmSync(file, { force: true });
  };
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (create(file, mine)) return { release };
    const seen = textOf(file);
    if (seen === null) continue;
    const holder = holderIn(seen);
    if (holder && isAlive(holder)) return { holder };
    // What is stale is replaced by one process at a time, or the second would replace the first one's live lock.
    // That process may die at it as well, so its own lock is taken in the same way.
    const guard = take(guardOf(file));
    if (!('release' in guard)) continue;
    try {
      if (textOf(file) !== seen) continue;
      withText(file, mine, (temporary) => renameSync(temporary, file));
      return { release };
    } finally {
      guard.release();
    }
  }
  return { holder: null };
}

function guardOf(file: string): string {
  return `${file}.takeover`;
}

/** The file appears with its whole text, or not at all when there is one: a link is atomic where a write is not. */
function create(file: string, text: string): boolean {
  try {
    withText(file, text, (temporary) => linkSync(temporary, file));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function withText(file: string, text: string, use: (temporary: string) => void): void {
  const temporary = `${file}.${randomUUID()}`;
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    use(temporary);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** A text that is no holder was left by a machine that lost power: locks appear whole. */
function holderIn(text: string): Holder | null {
  try {
    return JSON.parse(text) as Holder | null;
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
