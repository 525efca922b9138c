const DONE: Record<string, string> = {
  created: 'Saved as a draft. Nobody is reached before it is launched: see what it would have come to first.',
  saved: 'Saved.',
  launched: 'Launched. What is planned goes out when it is due.',
  paused: 'Paused: nothing of it goes out until it is launched again.',
  ended: 'Ended. What it had pending was withdrawn.',
};

type Props = { done: string | null; warnings: readonly string[] };

/** What was just done, and what may be amiss with the play. */
export function Said({ done, warnings }: Props) {
  const words = done === null ? undefined : DONE[done];
  return (
    <>
      {words && (
        <p class="said" role="status">
          {words}
        </p>
      )}
      {warnings.length > 0 && (
        <div class="said warn" role="status">
          {warnings.map((warning) => (
            <p>Note: {warning}.</p>
          ))}
        </div>
      )}
    </>
  );
}
