/** A bar as long as its share of the most, with a paler part at its end; the number stands beside it as text. */
export function Bar({
  value,
  of,
  pale = 0,
  tone,
}: {
  value: number;
  of: number;
  pale?: number;
  tone: string;
}) {
  const full = of > 0 ? (100 * value) / of : 0;
  const strong = of > 0 ? (100 * (value - pale)) / of : 0;
  return (
    <svg class={`meter ${tone}`} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" width="100" height="6" />
      <rect class="pale" width={full.toFixed(2)} height="6" />
      <rect class="strong" width={strong.toFixed(2)} height="6" />
    </svg>
  );
}
