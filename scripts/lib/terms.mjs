// The term list for texts that people read, one word for one thing: the table below `## 用词` in docs/glossary.zh-Hans.md, and
// its twin below `## Words for people` in docs/glossary.md. `npm run words -- --check` holds the texts to it.

/** Cells of the first table below a heading, without its two head rows. */
function tableBelow(markdown, heading) {
  const [, text = ''] = markdown.split(`\n${heading}\n`)
  const rows = text
    .split(/\n## /)[0]
    .split('\n')
    .filter((line) => line.startsWith('|'))
  return rows.slice(2).map((line) =>
    line
      .slice(1, line.lastIndexOf('|'))
      .split('|')
      .map((cell) => cell.trim()),
  )
}
const listed = (cell = '') => cell.split('、').filter(Boolean)

/** Terms with the variants not to use, and the longer words in which a variant is right: 约 within 预约. */
export const readTerms = (markdown) =>
  tableBelow(markdown, '## 用词').map(([term, , variants, within]) => ({
    term,
    variants: listed(variants),
    within: listed(within),
  }))

/** The terms of the English twin, in its order. */
export const readTwinTerms = (markdown) => tableBelow(markdown, '## Words for people').map(([term]) => term)

/** Variants found in a text: each with the term to use instead. */
export function findVariants(terms, text) {
  return terms.flatMap(({ term, variants, within }) => {
    const rest = within.reduce((left, word) => left.replaceAll(word, '\0'), text)
    return variants.filter((variant) => rest.includes(variant)).map((variant) => ({ variant, term }))
  })
}

/** Labels quoted in the manual, as 「扫码」, that no text of the app is or begins with. */
export function findUnknownLabels(manual, texts) {
  const labels = [...manual.matchAll(/「([^」]+)」/g)].map(([, label]) => label)
  return [...new Set(labels)].filter((label) => !texts.some((text) => text.startsWith(label)))
}
