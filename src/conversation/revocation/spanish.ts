import { always, order, type Rule } from './rules.ts';

const SENT = '<esMessage>|<esMarketing>';
const BAJA = 'dar|darme|darnos|dame|deme|denme|dennos';

/** Ways of saying in Spanish that no more messages are wanted. */
export const SPANISH: readonly Rule[] = [
  always(`nomore <esSkip>* ${SENT}`),
  always('no|ni me|nos <esDont>'),
  always('no <esDont> <polite>|mas|nada|me* $'),
  always(`no|ni me|nos? <esDont>|<esSend> <esSkip>* ${SENT}|nada`),
  always('no|ni me|nos? <esSend> mas <polite>* $'),
  always(`no quiero|deseo|necesito|queremos|deseamos <esSkip>* ${SENT}`),
  always('no quiero|deseo|queremos que me|nos <esDont>'),
  order(`basta|suficiente ya|con|de* <esSkip>* ${SENT}`),
  order('^ <polite>* basta <polite>* $'),
  order(`<esCease> ya? de|con <esSkip>* <esDoing>|${SENT}`),
  order(`<esEnd> <esSkip>* ${SENT}`),
  order('<esEnd> mi|la|esta|su* suscripcion $'),
  order(`<esEnd> mi|la|esta|su* suscripcion a|de <esSkip>* ${SENT}`),
  always(`no quiero|deseo|queremos que me|nos <esSend> <esSkip>* ${SENT}|nada|mas`),
  always('no me|nos? vuelva|vuelvan|vuelvas a <esDoing>'),
  always(`no autorizo|permito|acepto <esSkip>* ${SENT}`),
  always(`no me|nos interesa|interesan <esSkip>* ${SENT}`),
  always('quiero|solicito|pido la|mi baja <polite>* $'),
  order(`baja de|del .? <esMessage>|lista`),
  order(`${BAJA} de baja <polite>* $`),
  order(`${BAJA} de baja de|los|las|este|mi|la|el|su* <esMessage>|lista|numero|celular`),
  order('<esRemove>|<esRemoveMe> de? mi|este numero|telefono|celular'),
  order('<polite>* <esRemoveMe> <polite>* $'),
  order(
    '<esRemove>|<esRemoveMe> .? .? de la|su|tu|esta|esa|sus|las|los* lista|listas|base|sistema|contactos|registros|agenda',
  ),
  order('dejame|dejenme|dejeme|dejadme|dejanos en paz|tranquilo|tranquila'),
];

/** The same of calls. */
export const SPANISH_CALLS: readonly Rule[] = [
  order('<esCease> ya? de llamar|llamarme|llamarnos'),
  always('no me|nos? llame|llamen|llames mas|nunca|$'),
  always('no me|nos? vuelva|vuelvan|vuelvas a llamar|llamarme|llamarnos'),
];
