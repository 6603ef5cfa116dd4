// Names of the contract's fields in texts that people read: they mean nothing there.

/**
 * Field names in a text outside its placeholders. In English only those that are no plain words: with a capital inside, as
 * `drawMinutes`, or in a path, as `offering.title`.
 */
export function findFieldNames(names, text, language) {
  const plain = text.replace(/\{\w+\}/g, ' ')
  const words = plain.match(/[A-Za-z]\w*(?:\.\w+)*/g) ?? []
  return words.filter((word) => {
    const parts = word.split('.')
    if (!parts.every((part) => names.has(part) || /^\d+$/.test(part))) return false
    return language !== 'en' || parts.length > 1 || /[a-z][A-Z]/.test(word)
  })
}
