import { copyToClipboard } from '../device/clipboard'
import { absoluteUrl } from '../network/address'
import type { ShareCard, ShareResult } from './share'

/** No-op: a browser has its own share menu. */
export const useSharing = (_card: ShareCard): void => undefined

/** Shares a link through the browser's Web Share API; without it, copies the link. */
export const share: ((card: ShareCard) => Promise<ShareResult>) | undefined = async ({ title, path }) => {
  const url = absoluteUrl(`/#${path}`)
  if (!navigator.share) return (await copyToClipboard(`${title} ${url}`)) ? 'copied' : 'failed'
  // Cancelling is not an error.
  await navigator.share({ title, url }).catch(() => undefined)
  return 'sent'
}

export const ShareMenuButton = (_props: { children: string }) => null
