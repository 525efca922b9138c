/** @typedef {typeof ENGLISH} Words */

const ENGLISH = {
  lang: 'en',
  title: 'Chat',
  open: 'Chat with us',
  close: 'Close the chat',
  end: 'End chat',
  log: 'Conversation',
  field: 'Your message',
  send: 'Send',
  choices: 'Answers to choose from',
  you: 'You',
  us: 'Assistant',
  person: 'Agent',
  writing: 'Writing',
  failed: 'That did not reach us. Nothing is lost.',
  busy: 'That was a little fast for us. Please try again in a moment.',
  refused: 'This message could not be taken.',
  away: 'We cannot be reached right now.',
  retry: 'Try again',
  unsent: 'Not sent yet',
  again: 'We had to start over. Your message is sent again.',
  ended: 'This chat has ended.',
  anew: 'Start a new chat',
  news: 'New message',
  dismiss: 'Dismiss',
};

/** @type {Words} */
const SPANISH = {
  lang: 'es',
  title: 'Chat',
  open: 'Chatee con nosotros',
  close: 'Cerrar el chat',
  end: 'Terminar',
  log: 'Conversación',
  field: 'Su mensaje',
  send: 'Enviar',
  choices: 'Respuestas para elegir',
  you: 'Usted',
  us: 'Asistente',
  person: 'Agente',
  writing: 'Escribiendo',
  failed: 'No nos ha llegado. No se ha perdido nada.',
  busy: 'Ha ido demasiado rápido para nosotros. Inténtelo de nuevo en un momento.',
  refused: 'No hemos podido aceptar este mensaje.',
  away: 'Ahora mismo no podemos atenderle.',
  retry: 'Intentar de nuevo',
  unsent: 'Aún sin enviar',
  again: 'Hemos tenido que empezar de nuevo. Su mensaje se envía otra vez.',
  ended: 'Este chat ha terminado.',
  anew: 'Empezar un chat nuevo',
  news: 'Mensaje nuevo',
  dismiss: 'Descartar',
};

/**
 * The words for whoever has a locale (`es-MX`).
 * @param {string} locale
 * @returns {Words}
 */
export function wordsFor(locale) {
  return locale.toLowerCase().split(/[-_]/)[0] === 'es' ? SPANISH : ENGLISH;
}
