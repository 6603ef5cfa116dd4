/**
 * What people leave out or write in another way between the parts of a name or a code: spaces, dots of every keyboard,
 * dashes, apostrophes, underscores, and what cannot be seen.
 */
const BETWEEN = /[\s\p{Dash}\p{Default_Ignorable_Code_Point}_.·•‧∙⋅・。●◦⸱⸳⦁⁃ꞏ᛫─'‘’ʼ′`]/gu

/**
 * Folded form of a typed text, by which codes are read and names searched: compatibility forms unified (NFKC: full-width
 * letters and figures), lower case, nothing between the parts. Never shown or stored.
 */
export const fold = (text: string): string =>
  text.normalize('NFKC').toLowerCase().normalize('NFKC').replace(BETWEEN, '')

/** Whether a text contains what is searched for, both folded; a search for nothing finds everything. */
export const matcherOf = (part: string): ((text: string) => boolean) => {
  const wanted = fold(part)
  return (text) => fold(text).includes(wanted)
}

/** Text with full-width digits, letters and punctuation as ASCII, and any dash as a hyphen, as people’s input methods mix them. */
export const narrow = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[‐‑‒–—−~〜～]/g, '-')
    .trim()
