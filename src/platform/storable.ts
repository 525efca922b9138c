import { z } from '@hono/zod-openapi';

export const UNSTORABLE = "holds a character that can't be stored (NUL or half a surrogate pair)";

/** Whether PostgreSQL's text and jsonb can hold it. */
export function storable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** A text of a path or a body that reaches the store. */
export const storableText = z.string().refine(storable, UNSTORABLE);
