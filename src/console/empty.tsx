import type { PropsWithChildren } from 'hono/jsx';

/** What stands where rows would: why there are none, and what to do about it. */
export function Empty({ heading, children }: PropsWithChildren<{ heading: string }>) {
  return (
    <div class="empty">
      <p>
        <strong>{heading}</strong>
      </p>
      <p>{children}</p>
    </div>
  );
}
