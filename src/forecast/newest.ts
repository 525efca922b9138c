/** Puts a value under a name as the newest; beyond `most` names the one that was put longest ago is forgotten. */
export function putNewest<T>(map: Map<string, T>, name: string, value: T, most: number): void {
  map.delete(name);
  map.set(name, value);
  if (map.size > most) map.delete(map.keys().next().value as string);
}

/**
 * What is kept of one customer at most, by name: far beyond what any real history has, so that whatever names a
 * sender makes up, a customer takes little memory and a situation little time.
 */
export const MOST = {
  /** Kinds of event, and those among them that are about no subject. */
  events: 150,
  said: 50,
  traits: 150,
  reasons: 100,
  outreach: 100,
  subjectTypes: 20,
  /** Of one subject, or of one event that is about none. */
  facts: 200,
  milestones: 50,
  eventsOfSubject: 100,
  /** Numbers of which it is known what is usual. */
  usual: 400,
} as const;
