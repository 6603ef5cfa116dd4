import { copyToClipboard } from '../device/clipboard'
import { absoluteUrl } from '../network/address'
import type { ShareCard, ShareResult } from './share'

/** A browser has a menu of its own, and a link says it all. */
export const useSharing = (_card: ShareCard): void => undefined

/** By the browser's own way to send a link on; where it has none, onto the clipboard. */
export const share: ((card: ShareCard) => Promise<ShareResult>) | undefined = async ({ title, path }) => {
  const url = absoluteUrl(`/#${path}`)
  if (!navigator.share) return (await copyToClipboard(`${title} ${url}`)) ? 'copied' : 'failed'
  // Whoever changes their mind has seen what there is.
  await navigator.share({ title, url }).catch(() => undefined)
  return 'sent'
}

export const ShareMenuButton = (_props: { children: string }) => null
