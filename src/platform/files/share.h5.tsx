import { copy } from '../device/clipboard'
import { addressOf } from '../network/address'
import type { Card, Shared } from './share'

/** A browser has a menu of its own, and a link says it all. */
export const useSharing = (_card: Card): void => undefined

/** By the browser's own way to send a link on; where it has none, onto the clipboard. */
export const share: ((card: Card) => Promise<Shared>) | undefined = async ({ title, path }) => {
  const url = addressOf(`/#${path}`)
  if (!navigator.share) return (await copy(`${title} ${url}`)) ? 'copied' : 'failed'
  // Whoever changes their mind has seen what there is.
  await navigator.share({ title, url }).catch(() => undefined)
  return 'sent'
}

export const ShareMenuButton = (_props: { children: string }) => null
