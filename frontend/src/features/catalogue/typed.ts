/**
 * A number somebody typed, as it is sent. What is no number goes as it was typed: the server says what is wrong
 * with it.
 */
export function numeric(text: string): number {
  const typed = text.trim();
  return (/^[+-]?\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed) as number;
}
