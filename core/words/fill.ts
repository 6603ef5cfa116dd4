/** `还有 {left} 位` with `{ left: 4 }`. A name without a value stays visible: a hole nobody sees is worse. */
export const fill = (text: string, values: Record<string, unknown> = {}): string =>
  text.replace(/\{(\w+)\}/g, (hole, name: string) => (name in values ? String(values[name]) : hole))
