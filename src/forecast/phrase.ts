import { parted } from './pair.ts';
import type { Situation } from './types.ts';
import { ago, plain, span, times } from './words.ts';

/** A ground in words, and what it is about: of several about one thing only the strongest is told. */
export type Phrase = { words: string; about: string };

/** The parts of a feature's name, `scope/measure/what`; only `what` may hold a slash. */
export function partsOf(name: string): { scope: string; measure: string; what: string } {
  const first = name.indexOf('/');
  const second = name.indexOf('/', first + 1);
  return {
    scope: name.slice(0, first),
    measure: name.slice(first + 1, second),
    what: name.slice(second + 1),
  };
}

/** A feature of a situation in words, or null for one that no one would give as a ground. */
export function phrase(name: string, { features, zone }: Situation): Phrase | null {
  const { scope, measure, what } = partsOf(name);
  const value = features[name];
  const number = typeof value === 'number' ? value : 0;
  const say = (words: string, about = `${scope} ${what}`): Phrase => ({ words, about });
  if (value === undefined) {
    // Only of a subject at hand is it news that something has not happened.
    const present = Object.hasOwn(features, `${scope}/stage/`);
    return present && measure === 'since' ? say(`no ${what} yet on the ${scope}`) : null;
  }
  const kind = scope.slice(scope.indexOf(' ') + 1);
  switch (`${scopeKind(scope)} ${measure}`) {
    case 'subject until':
      return say(`${plain(what)} ${number > 0 ? `in ${span(number)}` : ago(-number)}`);
    case 'subject moves':
    case 'subject moved by':
    case 'subject moved in all':
    case 'subject since move':
      return say(moved(scope, what, features), `${scope} ${what} moved`);
    case 'subject since':
      return say(`${what} ${ago(number)}`, what);
    case 'subject times':
      return say(`${what} ${times(number)} on the ${scope}`, what);
    case 'subject stage':
      return say(`${value} is the last that happened on the ${scope}`, String(value));
    case 'subject waiting':
      return say(`nothing on the ${scope} since ${what} ${ago(number)}`, what);
    case 'subject asked since':
      return say(`contacted about ${value} since the ${scope} last changed`, 'contact');
    case 'subject is':
      return say(`${plain(what)} of the ${scope} is ${value}`);
    case 'subject change':
      return say(
        `${plain(what)} of the ${scope} is ${above(number)} the customer's usual`,
        `${scope} ${what}`,
      );
    case 'subject differs': {
      const [fact, other] = parted(what);
      return say(
        `${plain(fact)} of the ${scope} is ${above(number)} its ${plain(other)}`,
        `${scope} ${fact}`,
      );
    }
    case 'ahead until where': {
      const [fact, held] = parted(what);
      const isNext = features[`next ${kind}/is/${fact}`] === held;
      if (isNext) return say(`${plain(fact)} of the next ${kind} is ${held}`, `next ${kind} ${fact}`);
      return say(`the nearest ${kind} whose ${plain(fact)} is ${held} comes in ${span(number)}`, what);
    }
    case 'open newest without':
    case 'open oldest without': {
      const [begun, follows] = parted(what);
      return say(`no ${follows} on a ${kind} ${span(number)} after ${plain(begun)}`, `without ${what}`);
    }
    case 'open overdue': {
      const [begun, follows] = parted(what);
      return say(`${follows} is later than usual after ${plain(begun)}`, `without ${what}`);
    }
    case 'all ahead':
      return say(number ? `${number} ${kind} ahead` : `no ${kind} ahead`);
    case 'event since':
      return say(`${what} ${ago(number)}`, what);
    case 'event recent':
      return say(`${what} ${times(number)} in 30 days`, what);
    case 'event week':
      return say(`${what} ${times(number)} in 7 days`, what);
    case 'event change':
      return say(`${what} ${above(number)} the customer's usual`, what);
    case 'event said':
      return say(`${what} ${value}`);
    case 'trait is':
      return say(`${plain(what)} is ${value}`);
    case 'company lately':
      return say(`many customers have contacted about ${what} of late`, `company ${what}`);
    case 'company day':
      return say(`contacts of the last day are ${shareOf(number)} what is usual in the company`, 'company');
    case 'company week':
      return say(`contacts of the last week are ${shareOf(number)} what is usual in the company`, 'company');
    case 'contact since':
      return say(`last contact ${ago(number)}`, 'contact');
    case 'contact recent':
      return number ? say(`contacted ${times(number)} in 30 days`, 'contact count') : null;
    case 'contact times':
    case 'contact habit':
    case 'contact a month': {
      const count = Number(features['contact/times/'] ?? 0);
      return say(count ? `contacted ${times(count)} in all` : 'has never been in touch', 'contact count');
    }
    case 'contact week':
      return number ? say(`contacted ${times(number)} in 7 days`, 'contact count') : null;
    case 'contact unresolved':
      return number ? say(`${times(number)} left without a solution in 30 days`, 'contact unresolved') : null;
    case 'contact last':
      return say(`last contact was about ${value}`, 'contact');
    case 'contact resolved':
      return say(value === 'true' ? 'last contact was resolved' : 'last contact was not resolved');
    case 'asked since':
      return say(`contacted about ${what} ${ago(number)}`, `asked ${what}`);
    case 'asked times':
      return say(`contacted about ${what} ${times(number)}`, `asked ${what}`);
    case 'asked habit':
      return say(`has contacted about ${what} of late`, `asked ${what}`);
    case 'asked settled':
      return say(`contact about ${what} was resolved ${ago(number)}`, `asked ${what}`);
    case 'asked open':
      return say(`contact about ${what} was left unresolved ${ago(number)}`, `asked ${what}`);
    case 'outreach since':
      return say(`${what} was sent ${ago(number)}`);
    case 'outreach since contact':
      return say(`${times(number)} reached since the last contact`);
    case 'clock hour':
      return say(`it is ${number} h ${zone ? "in the customer's zone" : 'UTC'}`);
    case 'clock weekday':
      return say(`it is ${value}`);
    default:
      return null;
  }
}

function scopeKind(scope: string): string {
  if (scope.startsWith('next ') || scope.startsWith('last ')) return 'subject';
  return ['all', 'open', 'ahead'].find((first) => scope.startsWith(`${first} `)) ?? scope;
}

/** "1.8 times". */
function shareOf(part: number): string {
  return `${Number(part.toPrecision(2))} times`;
}

/** "27 above", "3.5 below": what a number differs by, to three figures. */
function above(difference: number): string {
  return `${Number(Math.abs(difference).toPrecision(3))} ${difference < 0 ? 'below' : 'above'}`;
}

function moved(scope: string, what: string, features: Situation['features']): string {
  const moves = Number(features[`${scope}/moves/${what}`] ?? 0);
  const by = Number(features[`${scope}/moved by/${what}`] ?? 0);
  const how = `${span(by)}${by < 0 ? ' earlier' : ''}`;
  return moves === 1
    ? `${plain(what)} moved by ${how}`
    : `${plain(what)} moved ${times(moves)}, last by ${how}`;
}
