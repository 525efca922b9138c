// Installs the packages of the lock file when they are missing or older than it, so that a fresh clone
// needs one command. Plain JavaScript on Node's own modules: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lock = join(root, 'package-lock.json');
const installed = join(root, 'node_modules', '.package-lock.json');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 20)) {
  process.stderr.write(`beforehand needs Node.js 20.20 or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}

/** True when a package of the lock file is not installed in its version. The published package has no lock file. */
function needsInstall() {
  if (!existsSync(lock)) return false;
  if (!existsSync(installed)) return true;
  const wanted = JSON.parse(readFileSync(lock, 'utf8')).packages;
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).some(
    ([path, entry]) => path !== '' && !entry.optional && present[path]?.version !== entry.version,
  );
}

if (needsInstall()) {
  process.stderr.write('Installing packages (once) ...\n');
  const npm = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    process.stderr.write('npm ci failed; see its message above. Mend it, then run the command again.\n');
    process.exit(1);
  }
}
