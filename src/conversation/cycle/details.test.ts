import { describe, expect, it } from 'vitest';
import { asksForData, importantDetail, playsBack } from './details.ts';

describe('an important detail', () => {
  it.each<[text: string, asked: string | null, said: string | null]>([
    ['er s l seven seven oh four one nine two g b', null, 's l seven seven oh four one nine two g b'],
    ['uh 0729441380', null, '0729441380'],
    ["hi my name's Ruth Okafor and I have a question", null, 'Ruth Okafor'],
    ["it's yvonne mckechnie", 'can i take your name', 'yvonne mckechnie'],
    ['it has to be there by thursday the fourth', null, 'thursday'],
    ['yeah 14b Lorne Street', 'Delivery address with postcode', '14b Lorne Street'],
    ['4 May 1990', 'your date of birth', '4 May 1990'],
    ['um the fourth of may nineteen ninety', 'date of birth please', 'fourth of may nineteen ninety'],
    ['it was on March 3rd I think', null, 'March 3rd'],
    ['you may call me on 555 0142', null, '555 0142'],
    ['it may just be the battery', null, null],
    ['we may one day', null, null],
    ['it was the twenty first of june', null, 'twenty first of june'],
    ['why do you need that', 'what is your postcode', null],
    ['i have two cats and one dog', null, null],
    ['my password is tango 991 8', null, null],
    ['tango nine nine one', "what's your password", null],
    ['', null, null],
  ])('%j after %j', (text, asked, said) => {
    expect(importantDetail(text, asked)?.words ?? null).toBe(said);
  });

  it('is played back in figures or in words', () => {
    const detail = importantDetail('4471', null)?.contents ?? [];
    expect(playsBack('so double four seven one', false, detail)).toBe(true);
    expect(playsBack('seven one', true, detail)).toBe(true);
    expect(playsBack('okay thanks', true, detail)).toBe(false);
    expect(playsBack('anything', true, [])).toBe(false);
  });
});

it('a question for data of the customer’s own is known by its noun', () => {
  expect(asksForData('Postcode?')).toBe(true);
  expect(asksForData("what's your e-mail")).toBe(true);
  expect(asksForData('is the light red')).toBe(false);
});
