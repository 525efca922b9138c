import { Presets, SingleBar } from 'cli-progress';

/**
 * A bar on standard error: drawn in place on a terminal, and as nothing at all where there is none, so that
 * logs and pipes stay readable.
 */
export function progressBar(label: string): {
  update(done: number, total: number, note?: string): void;
  stop(): void;
} {
  const bar = new SingleBar(
    {
      format: `${label} {bar} {percentage}% {note}`,
      stream: process.stderr,
      hideCursor: true,
      noTTYOutput: false,
      etaBuffer: 50,
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update: (done, total, note = '') => {
      if (!started) {
        bar.start(total, 0, { note });
        started = true;
      }
      bar.setTotal(total);
      bar.update(done, { note });
    },
    stop: () => {
      if (started) bar.stop();
    },
  };
}
