/** Ids of who acts or of the message itself, not of what it is about. */
const NOT_SUBJECTS = new Set([
  'user',
  'customer',
  'anonymous',
  'message',
  'session',
  'device',
  'event',
  'visitor',
  'trace',
  'correlation',
  'idempotency',
]);

/** Numbers and codes that belong to somebody or to something else than what happened. */
const NOT_REFERENCES =
  /^(?:phone|mobile|telephone|fax|zip|postal|post|country|currency|language|lang|status|error|response|reason|promo|promotion|coupon|discount|house|street|area|sort|bank|tax|vat|seat|gate|row|page|version|serial|sequence)$/;

/** Names of people, places and machines: a value of them may well belong to one customer alone. */
const NOT_NAMELESS =
  /(?:^|[._ ])(?:zip|post(?:al)?_?code|ip|ip_?address|url|path|referrer|e?mail|phone|mobile|name|address|city|street|browser|agent|user_?agent|device|session|locale|token|hash|version)$/i;

/** Verbs whose milestone has a settled noun; any other milestone is named by its property. */
const NOUNS = new Map([
  ['departsAt', 'departure'],
  ['arrivesAt', 'arrival'],
  ['departs_at', 'departure'],
  ['arrives_at', 'arrival'],
]);

export const lastOf = (path: string) => path.slice(path.lastIndexOf('.') + 1);
const parentOf = (path: string) => lastOf(path.slice(0, Math.max(0, path.lastIndexOf('.'))));

/** The type of subject that a name gives away: `trip` of `tripId`, `trip_id` and `trip.id`; null where it does not. */
export function typeByForm(path: string): string | null {
  // Asked for every value of every event; most names are told apart by their last letter.
  if (!/d$/i.test(path)) return null;
  const name = lastOf(path);
  const type =
    /^([a-z][A-Za-z]*?)(?:Id|ID)$/.exec(name)?.[1] ??
    /^([a-z]+(?:_[a-z]+)*?)_id$/.exec(name)?.[1] ??
    (/^id$/i.test(name) ? parentOf(path) : undefined);
  return type && isThing(type) ? type : null;
}

/** The same for names that may be of a subject, if the data bear it out: `order_number`, `bookingRef`, `parcel.code`. */
export function typeByReference(path: string): string | null {
  const name = lastOf(path);
  const type =
    /^(\p{Ll}[\p{L}]*?)(?:Number|No|Nr|Ref|Reference|Code|Key|Uuid|UUID|Guid)$/u.exec(name)?.[1] ??
    /^(\p{L}+(?:_\p{L}+)*?)_(?:number|no|nr|num|ref|reference|code|key|uuid|guid)$/u.exec(name)?.[1] ??
    (/^(?:number|no|nr|ref|reference|code|key|uuid|guid)$/i.test(name) ? parentOf(path) : undefined);
  return type && isThing(type) && !NOT_REFERENCES.test(type.toLowerCase()) ? type : null;
}

/** Whether a name is of who acts or of the message itself: `sessionId`, `user.id`. */
export function namesActor(path: string): boolean {
  const name = lastOf(path);
  const who = /^id$/i.test(name) ? parentOf(path) : name.replace(/(?:Id|ID|_id)$/, '');
  return who !== name && who !== '' && !isThing(who);
}

/** Whether a name, though it shows no id, could be one: `pnr`, `parcel`. */
export function maybeNameless(path: string): boolean {
  return !NOT_NAMELESS.test(path) && isThing(lastOf(path));
}

function isThing(type: string): boolean {
  return type !== '' && !NOT_SUBJECTS.has(type.toLowerCase());
}

/** What a milestone is called that nothing else is called after. */
export function milestoneName(path: string): string {
  return NOUNS.get(lastOf(path)) ?? lastOf(path);
}

/** Whether a name says that it holds an instant: `created_at`, `dueDate`, `eta`. */
export function saysInstant(path: string): boolean {
  return (
    /(?:At|On|Time|Date|Timestamp|Until|Due)$/.test(path) ||
    /(?:^|[._])(?:at|time|date|ts|timestamp|eta|etd|due|until|expires|expiry|deadline)$/i.test(path)
  );
}
