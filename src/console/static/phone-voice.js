// What the browser can say and hear. Where it has no voice, what is to be said is over as soon as it is shown.
const synthesis = window.speechSynthesis;
const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;
// Voices are loaded when they are asked for first.
synthesis?.getVoices();

export const canHear = Recognition !== undefined;

export function canSpeak() {
  return synthesis !== undefined && synthesis.getVoices().length > 0;
}

/** Says the words; ends when they are said or the signal is given. Sentence by sentence: long ones are cut by Chromium. */
export async function speak(words, language, signal) {
  const stop = () => synthesis.cancel();
  signal.addEventListener('abort', stop);
  for (const sentence of words.split(/(?<=[.!?])\s+/)) {
    if (signal.aborted) break;
    await utter(sentence, language);
  }
  signal.removeEventListener('abort', stop);
}

function utter(sentence, language) {
  return new Promise((done) => {
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.lang = language;
    utterance.onend = done;
    utterance.onerror = done;
    // A voice that is gone tells neither.
    setTimeout(done, 4000 + sentence.length * 150);
    synthesis.speak(utterance);
  });
}

/** Listens once. Tells what it made out so far, and in the end the words and how sure it is, or null for none. */
export function listen(language, { sofar, done }) {
  const recognition = new Recognition();
  recognition.lang = language;
  recognition.interimResults = true;
  let heard = null;
  recognition.onresult = (event) => {
    const result = event.results[event.results.length - 1];
    const [{ transcript, confidence }] = result;
    if (result.isFinal) heard = { words: transcript, confidence };
    else sofar(transcript);
  };
  recognition.onerror = (event) => {
    if (event.error === 'not-allowed' || event.error === 'service-not-allowed') heard = 'refused';
  };
  recognition.onend = () => done(heard);
  recognition.start();
  return () => recognition.abort();
}
