/** Pieces by their beginnings. Node 0 is the root, and as an answer means "none". */
export interface Trie {
  /** Code points as the trie's own numbers, 0 for one that is in no piece. */
  symbols(text: string): Int32Array;
  step(node: number, symbol: number): number;
  /** The piece that ends here, 0 for none. */
  token(node: number): number;
}

/** Pieces from `first` on; of two that are the same, the later counts. */
export function createTrie(pieces: readonly string[], first: number): Trie {
  const numbers = new Map<string, number>();
  // One map for all edges: node and symbol make one small integer, which V8 finds faster than a map a node.
  const edges = new Map<number, number>();
  const tokens = [0];
  const alphabet = new Set(pieces.slice(first).join('')).size + 1;
  for (const [token, piece] of pieces.entries()) {
    if (token < first) continue;
    let node = 0;
    for (const symbol of piece) {
      const number = numbers.get(symbol) ?? numbers.size + 1;
      numbers.set(symbol, number);
      const edge = node * alphabet + number;
      node = edges.get(edge) ?? tokens.push(0) - 1;
      edges.set(edge, node);
    }
    if (node > 0) tokens[node] = token;
  }
  return {
    symbols: (text) => Int32Array.from(text, (symbol) => numbers.get(symbol) ?? 0),
    step: (node, symbol) => (symbol === 0 ? 0 : (edges.get(node * alphabet + symbol) ?? 0)),
    token: (node) => tokens[node] ?? 0,
  };
}
