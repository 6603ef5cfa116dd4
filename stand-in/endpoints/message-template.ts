/** The keys of a template's values, such as `thing1`; the letters name the kind of value. */
export type Templates = Record<string, readonly string[]>

const KINDS: Record<string, RegExp> = {
  thing: /^.{1,20}$/su,
  phrase: /^.{1,5}$/su,
  name: /^.{1,20}$/su,
  number: /^\d{1,32}(\.\d+)?$/,
  letter: /^[A-Za-z]{1,32}$/,
  character_string: /^[\x20-\x7e]{1,32}$/,
  phone_number: /^[\d+-]{1,17}$/,
  // 「15:01」, optionally with a date in one of the usual formats.
  time: /^(\d{4}(年|-|\/|\.)\d{1,2}(月|-|\/|\.)\d{1,2}日? )?\d{1,2}:\d{2}(:\d{2})?([~～]\d{1,2}:\d{2})?$/,
  date: /^\d{4}(年|-|\/|\.)\d{1,2}(月|-|\/|\.)\d{1,2}日?( \d{1,2}:\d{2})?$/,
}

/** Whether every value of the template is there and valid for its kind. */
export function matchesTemplate(keys: readonly string[], data: unknown): boolean {
  if (typeof data !== 'object' || !data) return false
  return keys.every((key) => {
    const value = (data as Record<string, { value?: unknown } | undefined>)[key]?.value
    return typeof value === 'string' && (KINDS[key.replace(/\d+$/, '')] ?? /./su).test(value)
  })
}
