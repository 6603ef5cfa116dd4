/** A template's values by their keys, such as `thing1`; the letters say what may stand there. */
export type Templates = Record<string, readonly string[]>

const KINDS: Record<string, RegExp> = {
  thing: /^.{1,20}$/su,
  phrase: /^.{1,5}$/su,
  name: /^.{1,20}$/su,
  number: /^\d{1,32}(\.\d+)?$/,
  letter: /^[A-Za-z]{1,32}$/,
  character_string: /^[\x20-\x7e]{1,32}$/,
  phone_number: /^[\d+-]{1,17}$/,
  // 「15:01」, or with a day before it in one of the usual ways.
  time: /^(\d{4}(年|-|\/|\.)\d{1,2}(月|-|\/|\.)\d{1,2}日? )?\d{1,2}:\d{2}(:\d{2})?([~～]\d{1,2}:\d{2})?$/,
  date: /^\d{4}(年|-|\/|\.)\d{1,2}(月|-|\/|\.)\d{1,2}日?( \d{1,2}:\d{2})?$/,
}

/** Does every value that the template wants stand there, and is it of its kind? */
export function matchesTemplate(keys: readonly string[], data: unknown): boolean {
  if (typeof data !== 'object' || !data) return false
  return keys.every((key) => {
    const value = (data as Record<string, { value?: unknown } | undefined>)[key]?.value
    return typeof value === 'string' && (KINDS[key.replace(/\d+$/, '')] ?? /./su).test(value)
  })
}
