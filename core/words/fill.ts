/**
 * Fills the placeholders of a text: `还有 {left} 位` with `{ left: 4 }`. Without a value one stays visible, so that it
 * gets noticed.
 */
export const fill = (text: string, values: Record<string, unknown> = {}): string =>
  text.replace(/\{(\w+)\}/g, (hole, name: string) => (name in values ? String(values[name]) : hole))
