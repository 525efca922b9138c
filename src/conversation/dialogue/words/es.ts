import type { Keys, Words } from './types.ts';

const ACT = { press: 'oprima', reply: 'responda', shown: 'elija' };

const hello = (firstName: string | null) => `Hola${firstName ? ` ${firstName}` : ''}`;
const sorry = (silent: boolean) => (silent ? 'Perdone, no he oído nada.' : 'Perdone, no le he entendido.');
const capital = (text: string) => text.replace(/\p{L}/u, (letter) => letter.toUpperCase());
const listed = (items: readonly string[]) =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} o ${items.at(-1)}`;

function choices(options: readonly string[], keys: Keys): string {
  if (keys === 'shown') return 'Elija abajo, o dígame en pocas palabras de qué se trata.';
  const each = options.map((label, index) => `Para ${label}, ${ACT[keys]} ${index + 1}.`);
  return [...each, `Para otro asunto, o para hablar con una persona, ${ACT[keys]} 0.`].join(' ');
}

const which = (keys: Keys) =>
  keys === 'shown'
    ? ''
    : ` Para lo primero, ${ACT[keys]} 1. Para lo segundo, ${ACT[keys]} 2. Para otra cosa, ${ACT[keys]} 3.`;

const BY: Record<string, string> = {
  sms: 'le enviamos un mensaje',
  email: 'le escribimos',
  voice: 'le llamamos',
};

export const es: Words = {
  yes: 'Sí',
  no: 'No',
  person: 'Hablar con una persona',
  somethingElse: 'Otra cosa',
  offer: (firstName, question) => `${hello(firstName)}, ${question}`,
  reached: (firstName, by, about) =>
    `${hello(firstName)}. Veo que ${BY[by] ?? 'le enviamos un mensaje'} sobre ${about}. ¿Se trata de eso?`,
  either: (firstName, one, other, keys) =>
    `${hello(firstName)}, ¿se trata de ${one}, o de ${other}?${which(keys)}`,
  offerAgain: (question, silent, keys) =>
    `${sorry(silent)} ${capital(question)}${keys === 'shown' ? '' : ` Para sí, ${ACT[keys]} 1. Para no, ${ACT[keys]} 2.`}`,
  eitherAgain: (one, other, silent, keys) =>
    `${sorry(silent)} ¿Se trata de ${one}, o de ${other}?${which(keys)}`,
  who: (company, names) => `Hola, y gracias por llamar a ${company}. ¿Hablo con ${listed(names)}?`,
  whoAgain: (names, silent) => `${sorry(silent)} Dígame su nombre, por favor: ¿${listed(names)}?`,
  isThat: (company, firstName) => `Hola, le llamamos de ${company}. ¿Hablo con ${firstName}?`,
  wrongPerson: 'Perdone la molestia. Adiós.',
  noMoreCalls: 'De acuerdo, no volveremos a llamarle. Adiós.',
  greeting: (company, lost, options, keys) => {
    const opening = lost
      ? 'Lo siento, he perdido lo que me dijo antes. ¿En qué puedo ayudarle?'
      : `Hola, y gracias por ${keys === 'press' ? 'llamar' : 'escribir'} a ${company}. ¿En qué puedo ayudarle?`;
    const english = keys === 'press' ? ' For English, press 9.' : '';
    return `${opening} ${keys === 'shown' ? '' : 'Dígamelo en pocas palabras, o elija. '}${choices(options, keys)}${english}`;
  },
  menu: (options, keys) =>
    `De acuerdo. ${choices(options, keys)}${keys === 'shown' ? '' : ' O dígame en pocas palabras de qué se trata.'}`,
  menuAgain: (options, silent, keys) => `${sorry(silent)} ${choices(options, keys)}`,
  resolved: (followUps, keys) => {
    const also =
      followUps.length && keys !== 'shown'
        ? ` También puede decir ${listed(followUps.map((one) => `«${one}»`))}.`
        : '';
    return `¿Responde eso a su pregunta?${also}`;
  },
  resolvedAgain: (silent) => `${sorry(silent)} ¿Responde eso a su pregunta? Diga sí o no, por favor.`,
  more: '¿Puedo ayudarle en algo más?',
  moreAgain: (silent) => `${sorry(silent)} ¿Puedo ayudarle en algo más? Diga sí o no, por favor.`,
  code: (to) =>
    `Primero tengo que comprobar que es usted. He enviado un código de seis cifras a ${to === 'phone' ? 'su teléfono' : 'su correo electrónico'}. Dígame el código o márquelo, por favor.`,
  codeAgain: 'Dígame las seis cifras que le he enviado, o diga «agente» para hablar con una persona.',
  codeWrong:
    'Ese no es el código que le he enviado. Inténtelo otra vez, o diga «agente» para hablar con una persona.',
  codeLapsed: 'Ese código ya no vale.',
  followFailed: 'Lo siento, no he podido hacerlo.',
  wait: (minutes, keys) =>
    keys === 'shown'
      ? `La espera es de unos ${minutes} minutos. ¿Quiere esperar, o prefiere que le llamemos?`
      : `La espera es de unos ${minutes} minutos. Para esperar, ${ACT[keys]} 1. Para que le llamemos, ${ACT[keys]} 2.`,
  waitAgain: (silent, keys) =>
    `${sorry(silent)} Para esperar, ${ACT[keys]} 1. Para que le llamemos, ${ACT[keys]} 2.`,
  callBackWhen: '¿Cuándo le llamamos? Diga «cuanto antes», o una hora, por ejemplo «mañana a las nueve».',
  callBackAgain: (why, silent) => {
    const fault = silent
      ? 'Perdone, no he oído nada.'
      : {
          'not understood': 'Perdone, no le he entendido.',
          past: 'Esa hora ya ha pasado.',
          'too far': 'Eso es dentro de más de una semana.',
        }[why];
    return `${fault} ¿Cuándo le llamamos? Por ejemplo «en una hora», o «mañana a las nueve».`;
  },
  callBackBooked: (when) =>
    when
      ? `Le llamaremos ${when.day} a las ${when.time}. Adiós.`
      : 'Le llamaremos en cuanto sea su turno. Adiós.',
  toPerson: (label) => `${label ? `Para ${label}, l` : 'L'}e paso con alguien que puede ayudarle.`,
  allBusy:
    'Todos están atendiendo otra llamada. No cuelgue, por favor: la próxima persona que quede libre le atenderá.',
  goodbye: (medium) => (medium === 'call' ? 'Gracias por llamar. Adiós.' : 'Gracias. Adiós.'),
  failed: 'Lo siento, algo ha fallado por nuestra parte. Le paso con una persona.',
};
