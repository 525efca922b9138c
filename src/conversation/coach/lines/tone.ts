/** What a customer says, by their tone; where a tone has no lines, the calm ones serve. */
export type Tone = 'calm' | 'worried' | 'cross';
export type Lines = { readonly calm: readonly string[] } & { readonly [T in Tone]?: readonly string[] };
