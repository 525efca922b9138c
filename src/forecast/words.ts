/** `windowStartsAt` as "window starts", `flight_status` as "flight status"; what has spaces stays as it is. */
export function plain(name: string): string {
  if (name.includes(' ')) return name;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return words.replace(/ at$/, '') || name;
}

/** A span of hours as people say it: "45 min", "3 h", "2 days". */
export function span(hours: number): string {
  const size = Math.abs(hours);
  if (size < 1) return `${Math.max(1, Math.round(size * 60))} min`;
  if (size < 48) return `${Math.round(size)} h`;
  return `${Math.round(size / 24)} days`;
}

export function ago(hours: number): string {
  return hours >= 24 && hours < 48 ? 'yesterday' : `${span(hours)} ago`;
}

/** "once", "twice", "5 times". */
export function times(count: number): string {
  return ['never', 'once', 'twice'][count] ?? `${count} times`;
}
