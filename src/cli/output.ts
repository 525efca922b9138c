/** The result of a command: a sentence for people, or with --json one document and nothing else on standard output. */
export function say(asJson: boolean | undefined, document: unknown, sentence: string): void {
  process.stdout.write(asJson ? `${JSON.stringify(document)}\n` : `${sentence}\n`);
}
