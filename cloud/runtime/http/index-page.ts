import type { DistrictEnv } from '../tenant/settings'

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)

/** The red of the sign in the icon of src/index.html. */
const ICON_RED = '%23C01F1B'

/**
 * The page of the h5 app as a district’s: its title, the colour of its icon, and its id where there are several, for the names
 * under which the phone stores what it knows. Not as a script: the page’s Content Security Policy allows none.
 */
export function fillIndexPage(html: string, { id, title, host, sign }: DistrictEnv): string {
  const filled = html
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeHtml(title)}</title>`)
    .replaceAll(ICON_RED, sign ? `%23${sign.light.slice(1)}` : ICON_RED)
  return host ? filled.replace('<title>', () => `<meta name="yike-district" content="${id}"><title>`) : filled
}
