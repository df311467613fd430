const written = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const counted = new Intl.NumberFormat("en");

/** An amount as people read it: `1,284.50`. The number comes from the server; nothing is computed with it here. */
export function money(amount: number): string {
  return written.format(amount);
}

/** A count as people read it. */
export function count(number: number): string {
  return counted.format(number);
}

/** `1 order`, `2 orders`. */
export function plural(number: number, one: string, many = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}
