// The handset: hands to a call what is said and pressed, and shows what the line does.
import { Call } from './phone-call.js';
import * as log from './phone-log.js';
import { canHear, canSpeak, listen } from './phone-voice.js';

const byId = (id) => document.getElementById(id);
const phone = byId('phone');
const caller = byId('caller');
const words = byId('words');
const handset = phone.querySelector('.handset');
const microphone = byId('microphone');
const settings = { aloud: true, impatient: false };
let call = null;
let stopHearing = null;

const LINE = {
  idle: '',
  calling: 'One moment …',
  speaking: 'Speaking',
  listening: 'Listening: say something, or press a key',
  dialing: 'Ringing the agent',
  queued: 'Waiting for a person',
  ended: 'The call is over',
};

function show(state, listening = call?.listening) {
  phone.dataset.state = state;
  const open = state !== 'idle';
  const began = handset.hidden && open;
  const ended = !handset.hidden && !open;
  handset.hidden = !open;
  caller.hidden = open;
  const hears = (what) => state === 'listening' && listening.inputs.includes(what);
  byId('line').textContent =
    state === 'listening' && listening.digits ? `Keys so far: ${listening.digits}` : LINE[state];
  for (const field of byId('say').elements) field.disabled = !hears('speech');
  byId('keypad').disabled = !hears('dtmf');
  byId('nothing').disabled = state !== 'listening';
  byId('hang-up').disabled = state === 'ended';
  byId('dialled').hidden = state !== 'dialing';
  if (!hears('speech')) stopHearing?.();
  // On a screen that is touched the keyboard would cover the call.
  if (hears('speech') && matchMedia('(pointer: fine)').matches && !handset.contains(document.activeElement))
    words.focus();
  else if (began) byId('hang-up').focus();
  if (ended) caller.querySelector('[type=submit]').focus();
}

caller.addEventListener('submit', (event) => {
  event.preventDefault();
  const chosen = caller.querySelector('[name=from]:checked');
  const typed = caller.elements.number.value.trim();
  const from = chosen.value === 'typed' ? typed : chosen.value;
  const withheld = from === 'anonymous';
  const name = chosen.dataset.name ?? (withheld ? 'Caller' : from);
  byId('handset-heading').textContent = withheld
    ? 'Number withheld'
    : name === from
      ? from
      : `${name}, ${from}`;
  log.clear();
  const { company } = phone.dataset;
  const { about } = chosen.dataset;
  call = new Call({ name, from, about, company, show, settings, verstat: caller.elements.verstat.value });
  call.begin();
});

// A number is typed for the choice beside it, and is needed when that is made.
caller.elements.number.addEventListener('input', () => {
  caller.querySelector('[value=typed]').checked = true;
});
caller.addEventListener('input', () => {
  caller.elements.number.required = caller.querySelector('[value=typed]').checked;
});

byId('say').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = words.value.trim();
  if (!text) return;
  words.value = '';
  call?.listening?.words(text);
});
words.addEventListener('input', () => call?.listening?.bargeIn());
byId('keypad').addEventListener('click', (event) => {
  const { key } = event.target.closest('[data-key]')?.dataset ?? {};
  if (key) call?.listening?.key(key);
});
document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, select, textarea, button, a, summary');
  if (typing && !event.target.closest('#keypad, #hang-up, #nothing')) return;
  if (!/^[0-9*#]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (call?.listening?.inputs.includes('dtmf')) call.listening.key(event.key);
});
byId('nothing').addEventListener('click', () => call?.listening?.nothing());
byId('dialled').addEventListener('click', (event) => {
  const { dialled } = event.target.dataset;
  if (dialled) call?.dialled?.(dialled);
});
byId('hang-up').addEventListener('click', () => call?.end());
window.addEventListener('pagehide', () => call?.leave());

byId('aloud').addEventListener('change', (event) => {
  settings.aloud = event.target.checked;
  if (!settings.aloud) window.speechSynthesis.cancel();
});
byId('impatient').addEventListener('change', (event) => {
  settings.impatient = event.target.checked;
});

const offerVoice = () => {
  byId('aloud-choice').hidden = !canSpeak();
};
offerVoice();
window.speechSynthesis?.addEventListener?.('voiceschanged', offerVoice);

microphone.hidden = !canHear;
microphone.addEventListener('click', () => {
  if (stopHearing) {
    stopHearing();
    return;
  }
  const listening = call?.listening;
  if (!listening) return;
  listening.bargeIn();
  microphone.setAttribute('aria-pressed', 'true');
  stopHearing = listen(listening.language, {
    sofar: (text) => {
      words.value = text;
    },
    done: (heard) => {
      stopHearing = null;
      microphone.setAttribute('aria-pressed', 'false');
      words.value = '';
      if (heard === 'refused')
        byId('line').textContent = 'The browser may not use the microphone. Type instead.';
      else if (heard && call?.listening === listening) listening.words(heard.words, heard.confidence);
    },
  });
});
