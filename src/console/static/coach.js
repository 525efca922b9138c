// The practice talk: the customer's words are spoken where they are wanted, and what is said is heard.
import { canHear, canSpeak, listen, speak } from './phone-voice.js';

const byId = (id) => document.getElementById(id);
let aloud = false;
let spoken = -1;
let speaking = new AbortController();
let stopHearing = null;

/** The newest words of the customer, once. */
function newest() {
  const words = document.querySelector('[data-spoken]');
  const at = Number(words?.dataset.spoken ?? 0);
  if (at <= spoken) return;
  const first = spoken < 0;
  spoken = at;
  if (!words || first || !aloud) return;
  speaking.abort();
  speaking = new AbortController();
  speak(words.textContent, byId('practice').dataset.language, speaking.signal);
}

function offer() {
  const chat = document.querySelector('.chat');
  if (chat) chat.scrollTop = chat.scrollHeight;
  const choice = byId('aloud-choice');
  if (choice) {
    choice.hidden = !canSpeak();
    byId('aloud').checked = aloud;
  }
  const microphone = byId('microphone');
  if (microphone) microphone.hidden = !canHear;
  const field = document.querySelector('.say-form textarea');
  // On a screen that is touched the keyboard would cover the talk.
  if (field && matchMedia('(pointer: fine)').matches) field.focus();
  newest();
}

document.addEventListener('change', (event) => {
  if (event.target.id !== 'aloud') return;
  aloud = event.target.checked;
  if (!aloud) speaking.abort();
});

document.addEventListener('click', (event) => {
  const microphone = event.target.closest('#microphone');
  if (!microphone) return;
  if (stopHearing) {
    stopHearing();
    return;
  }
  speaking.abort();
  const form = microphone.form;
  const field = form.elements.text;
  microphone.setAttribute('aria-pressed', 'true');
  stopHearing = listen(byId('practice').dataset.language, {
    sofar: (text) => {
      field.value = text;
    },
    done: (heard) => {
      stopHearing = null;
      microphone.setAttribute('aria-pressed', 'false');
      if (heard === 'refused')
        byId('heard').textContent = 'The browser may not use the microphone. Type instead.';
      else if (heard) {
        field.value = heard.words;
        form.requestSubmit();
      }
    },
  });
});

document.addEventListener('htmx:afterSwap', offer);
window.speechSynthesis?.addEventListener?.('voiceschanged', offer);
offer();
