import { expect, test } from 'vitest';
import { press, say, there, until, usePhone } from './phone-browser.ts';

const phone = usePhone({ BEFOREHAND_AGENT_NUMBER: '+15125550100' });

/** A voice that goes on until it is stopped, and an ear that hears "yes please" at once. */
const VOICE = `
  let saying = null;
  window.spoken = [];
  Object.defineProperty(window, 'speechSynthesis', { value: Object.assign(new EventTarget(), {
    getVoices: () => [{ lang: 'en-US' }],
    speak: (utterance) => { window.spoken.push(utterance.lang + ' ' + utterance.text); saying = utterance; },
    cancel: () => { saying?.onend?.(); saying = null; },
  }) });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  window.webkitSpeechRecognition = window.SpeechRecognition = class {
    abort() { this.onend(); }
    start() {
      const result = Object.assign([{ transcript: 'yes please', confidence: 0.8 }], { isFinal: true });
      setTimeout(() => { this.onresult({ results: [result] }); this.onend(); });
    }
  };`;

test.skipIf(!there)(
  'what is said is spoken, who speaks into it stops it, and the microphone is heard',
  async () => {
    const { page, complaints } = await phone.open('/phone?customer=K1', { script: VOICE });
    const spoken = () => page.evaluate<string>('window.spoken.at(-1) ?? ""');
    await press(page, 'Call');
    await until(page, 'listening');
    await expect.poll(spoken).toMatch(/^en-US Hello/);
    expect(await page.getByLabel('Spoken aloud').isChecked()).toBe(true);
    await press(page, 'Speak');
    await page.waitForSelector('#transcript .them >> text=yes please');
    await expect.poll(spoken).toContain('US1326');
    await until(page, 'speaking');
    expect(await page.getByLabel('What the caller says').isDisabled()).toBe(true);
    await press(page, 'Hang up');
    await until(page, 'idle');
    await page.locator('#webhooks summary').nth(1).click();
    expect(await page.locator('#webhooks details').nth(1).innerText()).toContain('Confidence=0.8');
    expect(complaints).toEqual([]);
    await page.close();
  },
);

test.skipIf(!there)('who asks for it is timed out as by Twilio, but not while something comes', async () => {
  const { page } = await phone.open('/phone?customer=B1');
  await page.clock.install();
  await press(page, 'Call');
  await until(page, 'listening');
  await page.clock.fastForward(60_000);
  expect(await page.locator('#transcript .them').count()).toBe(0);
  await page.getByLabel('Time out as Twilio does').check();
  await press(page, 'Say nothing');
  await page.waitForSelector('#transcript .us:nth-child(3)');
  await until(page, 'listening');
  await page.getByLabel('What the caller says').fill('I am still');
  await page.clock.fastForward(6000);
  await until(page, 'listening');
  await press(page, 'Hang up');
  await until(page, 'idle');
  await press(page, 'Call');
  await until(page, 'listening');
  await page.clock.fastForward(6000);
  await page.waitForSelector('#transcript .them >> text=says nothing');
  await page.close();
});

test.skipIf(!there)('the agent’s telephone rings, and who looks on says what comes of it', async () => {
  const { page, complaints } = await phone.open('/phone?customer=B1');
  await press(page, 'Call');
  await until(page, 'listening');
  await say(page, 'Let me talk to an agent');
  await until(page, 'dialing');
  expect(await page.locator('#transcript').textContent()).toContain('Rings the agent at +15125550100');
  await press(page, 'Nobody answers');
  await until(page, 'queued');
  await page.locator('#webhooks summary').nth(2).click();
  expect(await page.locator('#webhooks details').nth(2).innerText()).toContain('DialCallStatus=no-answer');
  await press(page, 'Hang up');
  await until(page, 'idle');
  expect(complaints).toEqual([]);
  await page.close();
});
