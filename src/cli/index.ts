export async function run(argv: string[]): Promise<void> {
  process.stdout.write(`${argv.slice(2).join(' ')}\n`);
}
