import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { focused, logOf, openBrowser, there } from './browser.ts';
import { ask, hangup, type Script, say } from './door.ts';
import { stage, tokenOf } from './stage.ts';

let browser: Browser;
const closing: (() => Promise<void>)[] = [];
beforeAll(async () => {
  if (there) browser = await openBrowser();
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(() => browser?.close());

const VISITOR: Script = {
  begins: [say('Welcome.'), ask('How can we help?', 'Flight status', 'A lost bag')],
  turns: [
    { hears: { digits: '2' }, answers: [ask('What is on its tag?')] },
    { hears: { speech: 'tag 42' }, answers: [say('It is found.'), ask('Anything else?', 'No')] },
    { hears: { digits: '1' }, answers: [say('Goodbye.'), hangup] },
  ],
};
const ADA: Script = { begins: [ask('Hello Ada. Is it about your flight to Denver?', 'Yes', 'No')] };
const SCRIPTS = { visitor: VISITOR, ada: ADA };
const GREETED = ['Assistant: Welcome.', 'Assistant: How can we help?'];

async function set(...given: Parameters<typeof stage> extends [Browser, ...infer Rest] ? Rest : never) {
  const staged = await stage(browser, ...given);
  closing.push(staged.close);
  const { page } = staged;
  return {
    ...staged,
    launch: () => page.getByRole('button', { name: 'Chat with us' }).click(),
    choose: (name: string) =>
      page.getByRole('group', { name: 'Answers to choose from' }).getByRole('button', { name }).click(),
    write: async (text: string) => {
      await page.getByRole('textbox', { name: 'Your message' }).fill(text);
      await page.keyboard.press('Enter');
    },
    said: (text: string) => page.locator('.message', { hasText: text }).waitFor(),
    dialog: page.getByRole('dialog', { name: 'Chat' }),
  };
}

test.skipIf(!there)('a visitor opens the chat, chooses, writes, and comes to an end', async () => {
  const { page, go, launch, choose, write, said, complaints, turnsTaken } = await set(SCRIPTS);
  await go();
  expect(await page.evaluate('getComputedStyle(document.querySelector("#words")).color')).toBe(
    'rgb(1, 2, 3)',
  );
  await launch();
  await said('How can we help?');
  expect(await logOf(page)).toEqual(GREETED);
  expect(await page.getByRole('log').getAttribute('aria-live')).toBe('polite');
  expect(await focused(page)).toBe('Your message');
  await choose('A lost bag');
  await said('What is on its tag?');
  expect(await page.locator('.choices button').count()).toBe(0);
  await write('tag 42');
  await said('It is found.');
  await choose('No');
  await page.getByText('This chat has ended.').waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
  expect(await logOf(page)).toEqual([
    ...GREETED,
    'You: A lost bag',
    'Assistant: What is on its tag?',
    'You: tag 42',
    'Assistant: It is found.',
    'Assistant: Anything else?',
    'You: No',
    'Assistant: Goodbye.',
  ]);
  await page.getByRole('button', { name: 'Start a new chat' }).click();
  await said('How can we help?');
  expect(await logOf(page)).toEqual(GREETED);
  expect(turnsTaken()).toBe(3);
  expect(complaints).toEqual([]);
});

test.skipIf(!there)('a reload continues where it was, with what was being written', async () => {
  const { page, go, launch, choose, write, said, begun, complaints } = await set(SCRIPTS);
  await go();
  await launch();
  await choose('A lost bag');
  await said('What is on its tag?');
  await page.getByRole('textbox').fill('tag');
  await page.reload();
  await said('What is on its tag?');
  expect(await logOf(page)).toEqual([...GREETED, 'You: A lost bag', 'Assistant: What is on its tag?']);
  expect(await page.getByRole('textbox').inputValue()).toBe('tag');
  expect(await focused(page)).toBe('BODY');
  await write('tag 42');
  await said('It is found.');
  expect(begun.length).toBe(1);
  expect(complaints).toEqual([]);
});

test.skipIf(!there)('a customer who has logged in is greeted, and nobody else sees it', async () => {
  const { page, go, launch, said, begun, kept } = await set(SCRIPTS);
  await go({ token: await tokenOf('ada') });
  await launch();
  await said('Hello Ada.');
  await go({ token: await tokenOf('ada') });
  await said('Hello Ada.');
  expect(begun.map(({ loggedInAs }) => loggedInAs)).toEqual(['ada']);
  // She logs out on a page that says so by having no token.
  await go();
  await launch();
  await said('How can we help?');
  expect(await logOf(page)).toEqual(GREETED);
  expect(begun.map(({ loggedInAs }) => loggedInAs)).toEqual(['ada', null]);
  expect([...kept.values()].map(({ ended }) => ended)).toEqual([true, false]);
  // She logs in again, on a page that says so later.
  await page.evaluate(`BeforehandChat.identify('${await tokenOf('ada')}')`);
  await said('Hello Ada.');
  expect(await logOf(page)).toEqual(['Assistant: Hello Ada. Is it about your flight to Denver?']);
});

test.skipIf(!there)('with a token that is refused the chat goes on as any visitor has it', async () => {
  const { page, go, launch, said, begun } = await set(SCRIPTS);
  const token = `${await tokenOf('ada')}x`;
  await go({ token });
  await launch();
  await said('How can we help?');
  await go({ token });
  await said('How can we help?');
  expect(await logOf(page)).toEqual(GREETED);
  expect(begun.length).toBe(1);
});

test.skipIf(!there)('a bubble greets, opens the chat, and does not come back once dismissed', async () => {
  const { page, go, said, begun } = await set(SCRIPTS);
  const query = { token: await tokenOf('ada'), greet: 'bubble' };
  await go(query);
  await page.getByRole('status').getByText('Hello Ada.').click();
  await said('Hello Ada.');
  await page.keyboard.press('Escape');
  expect(await page.getByRole('status').count()).toBe(0);
  await go(query);
  await page.getByRole('button', { name: 'Chat with us' }).waitFor();
  expect(await page.getByRole('status').count()).toBe(0);
  expect(begun.length).toBe(1);
  await go({ greet: 'bubble' });
  expect(begun.length).toBe(1);
});

test.skipIf(!there)(
  'what does not reach us is told, kept over a reload, and sent again with the same step',
  async () => {
    const { page, go, launch, choose, said, turnsTaken } = await set(SCRIPTS);
    await go();
    await launch();
    await said('How can we help?');
    const steps: unknown[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/turns') && request.method() === 'POST') steps.push(request.postDataJSON());
    });
    // Once it does not reach us, once our answer does not reach the page.
    await page.route('**/turns', (route) => route.abort(), { times: 1 });
    await choose('A lost bag');
    await page.getByRole('alert').getByText('That did not reach us.').waitFor();
    expect((await logOf(page)).at(-1)).toMatch(/^You: A lost bag\s+Not sent yet$/);
    await page.route(
      '**/turns',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => turnsTaken()).toBe(1);
    await page.getByRole('button', { name: 'Try again' }).click();
    await said('What is on its tag?');
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(steps.slice(0, 3)).toEqual(Array(3).fill({ step: 1, choice: '2' }));
    expect(turnsTaken()).toBe(1);
    await page.route('**/turns', (route) => route.abort(), { times: 1 });
    await page.getByRole('textbox').fill('tag 42');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('alert').waitFor();
    await page.reload();
    await said('It is found.');
    expect(turnsTaken()).toBe(2);
    expect((await logOf(page)).filter((line) => line.includes('tag 42'))).toEqual(['You: tag 42']);
  },
);

test.skipIf(!there)('when the service is away, or has forgotten, it is told, and begun anew', async () => {
  const { page, go, launch, choose, said, kept, turnsTaken } = await set(SCRIPTS);
  await page.route('**/chat/sessions', (route) => route.fulfill({ status: 500 }), { times: 2 });
  await go();
  await launch();
  await page.getByRole('alert').getByText('We cannot be reached right now.').waitFor();
  await page.unroute('**/chat/sessions');
  await page.getByRole('button', { name: 'Try again' }).click();
  await said('How can we help?');
  kept.clear();
  await choose('A lost bag');
  await said('What is on its tag?');
  expect(await page.getByText('We had to start over.').count()).toBe(1);
  expect(turnsTaken()).toBe(1);
});

test.skipIf(!there)('while an answer is awaited it shows, and more can be written', async () => {
  const { page, go, launch, choose, write, said, hold } = await set(SCRIPTS);
  await go();
  await launch();
  await said('How can we help?');
  const letGo = hold();
  await choose('A lost bag');
  await page.getByText('Writing').waitFor();
  await write('tag 42');
  expect((await logOf(page)).slice(2)).toEqual(['You: A lost bag', 'You: tag 42']);
  letGo();
  await said('It is found.');
  expect(await page.getByText('Writing').isVisible()).toBe(false);
});

test.skipIf(!there)('Escape closes, and the focus goes back to where it was', async () => {
  const { page, go, launch, said, dialog } = await set(SCRIPTS);
  await go();
  await launch();
  await said('How can we help?');
  await page.keyboard.press('Escape');
  expect(await dialog.count()).toBe(0);
  expect(await focused(page)).toBe('Chat with us');
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe('Your message');
  await page.keyboard.press('Escape');
  await page.focus('#help');
  await page.evaluate('BeforehandChat.open()');
  expect(await focused(page)).toBe('Your message');
  // Beside the chat the page can be used: nothing keeps the focus.
  expect(await dialog.getAttribute('aria-modal')).toBe('false');
  await page.evaluate('BeforehandChat.close()');
  expect(await focused(page)).toBe('help');
});

test.skipIf(!there)('on a telephone it covers the screen, keeps the focus, and is never wider', async () => {
  const { page, go, launch, said, dialog } = await set(SCRIPTS, {
    viewport: { width: 390, height: 844 },
    // while it rises it stands a little lower
    reducedMotion: 'reduce',
  });
  await go();
  await launch();
  await said('How can we help?');
  expect(await dialog.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
  expect(await dialog.getAttribute('aria-modal')).toBe('true');
  const seen = new Set<string>();
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('Tab');
    seen.add(await focused(page));
  }
  expect(seen).toEqual(new Set(['Send', 'BUTTON', 'Close the chat', 'Conversation', 'Your message']));
  await page.keyboard.press('Shift+Tab');
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
});

test.skipIf(!there)(
  'a name with markup stays text, in the log, on the buttons, and in the bubble',
  async () => {
    const nasty = '<img src=x onerror="document.title=`stolen`"><b>Ada</b>&amp;';
    const { page, go, choose, said } = await set({
      ada: {
        begins: [ask(`Hello ${nasty}.`, nasty)],
        turns: [{ hears: { digits: '1' }, answers: [say(`So ${nasty}`), hangup] }],
      },
    });
    await go({ token: await tokenOf('ada'), greet: 'bubble' });
    await page.getByRole('status').getByText(nasty).click();
    await choose(nasty);
    await said(`So ${nasty}`);
    expect((await logOf(page)).slice(1)).toEqual([`You: ${nasty}`, `Assistant: So ${nasty}`]);
    expect(await page.locator('.panel img, .panel b').count()).toBe(0);
    expect(await page.title()).toBe('Airline');
  },
);

test.skipIf(!there)('Spanish is spoken to whoever reads it', async () => {
  const { page, go } = await set({ visitor: { ...VISITOR, locale: 'es' } });
  await go({ locale: 'es-MX' });
  await page.getByRole('button', { name: 'Chatee con nosotros' }).click();
  await page.getByRole('textbox', { name: 'Su mensaje' }).waitFor();
  expect(await page.locator('.all').getAttribute('lang')).toBe('es');
});

test.skipIf(!there)('what is ended stays ended, though an answer was on its way', async () => {
  const { page, go, launch, choose, said, hold, kept } = await set(SCRIPTS);
  await go();
  await launch();
  await said('How can we help?');
  const letGo = hold();
  await choose('A lost bag');
  await page.getByText('Writing').waitFor();
  await page.getByRole('button', { name: 'End chat' }).click();
  await expect.poll(() => [...kept.values()].map(({ ended }) => ended)).toEqual([true]);
  letGo();
  await said('What is on its tag?');
  await page.getByText('This chat has ended.').waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
  await page.reload();
  await page.getByText('This chat has ended.').waitFor();
});

test.skipIf(!there)('words can be read on any colour of a company', async () => {
  const { page, go } = await set(SCRIPTS);
  for (const accent of ['#fa0', '#0a5', '#777', 'white', 'rebeccapurple', 'no colour']) {
    await go({ accent });
    await page.getByRole('button', { name: 'Chat with us' }).waitFor();
    const colours = await page.evaluate<[string, string]>(`(() => {
      const launcher = document.querySelector('#beforehand-chat').shadowRoot.querySelector('.launcher');
      const { color, backgroundColor } = getComputedStyle(launcher);
      return [color, backgroundColor];
    })()`);
    expect(contrast(...colours), accent).toBeGreaterThanOrEqual(4.5);
  }
});

/** Of WCAG 2.2, 1.4.3. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [one, other].map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? [])
    .map((part) => Number(part) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
