/** The words that hold a sentence together: who does what to whom, when, asked or told. The rest carries the matter. */
const FRAME = new Set(
  `i im ive id ill you youre youve youd youll we were weve well wed it its itll he hes she shes they theyre theyve theyll
  me my mine your yours us our him his her them their this that thats these those there theres here one ones
  a an the some any all both every each no not dont doesnt didnt isnt wasnt arent havent hasnt cant couldnt wont wouldnt shouldnt
  aint am is are was been be being do does did done doing have has had having got get getting gets can could will would shall
  should may might must gonna going go gotta want wanna need let lets just only now then so and or but if because cause cos
  when while as since until till before after once what whats which who whos whose where wheres why how hows of to in on at by
  for from with about into over up out off down back through as than too also still already yet again very really quite right
  okay ok yes yeah yep no nope oh ah aw um uh er hm mm mhm well sorry thanks thank please hi hello hey hiya bye sure course
  first second next last today tomorrow tonight minute moment second sec bit see look check say said tell told ask asked asking
  know think mean make take put give gave come came hold wait bear sort sorted try like much many more other another same ?`.split(
    /\s+/,
  ),
);

/** A word as the frame has it: itself if it belongs to the frame, else the form of its ending, or `#` for a number. */
function bone(word: string): string {
  if (FRAME.has(word)) return word;
  if (/^\p{N}+$/u.test(word)) return '#';
  const ending = word.length > 4 ? /(?:ing|ed|ly|tion|er|s)$/.exec(word)?.[0] : undefined;
  return ending ? `-${ending}` : '_';
}

/** N-grams (2 to 5) of the frame: "i've put it through" and "i've sent it over" are made alike, whatever they are about. */
export function* skeletonGrams(list: readonly string[]): Generator<string> {
  const bones = ['^', ...list.map(bone), '$'];
  for (let i = 0; i < bones.length; i++) {
    let gram = `s${bones[i]}`;
    for (let n = 2; n <= 5 && i + n <= bones.length; n++) {
      gram += ` ${bones[i + n - 1]}`;
      yield gram;
    }
  }
}
