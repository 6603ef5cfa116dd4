/** Ten letters and figures of Crockford's base 32, as the code of an invitation is sent. */
const CODE = /^[0-9a-hjkmnp-tv-z]{10}$/

/** Five and five, in capitals, as one reads it out. */
export const spellCode = (code: string): string => `${code.slice(0, 5)} ${code.slice(5)}`.toUpperCase()

/** What somebody typed as the code it means: spaces and hyphens are nothing, and nobody has to tell O from 0. */
export function readCode(typed: string): string | undefined {
  const code = typed.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1')
  return CODE.test(code) ? code : undefined
}
