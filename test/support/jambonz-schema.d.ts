/** The package has no types of its own (its lib/validator.js). */
declare module '@jambonz/schema' {
  export function validateApp(app: unknown): { valid: boolean; errors: { path: string; message: string }[] };
  /** Throws an Error that says what is wrong with it. */
  export function validateVerb(name: string, data: object): void;
}
