import { cloudAt } from '@/platform/app/env'
import { endLogin, headersNow } from '../network/cloud'
import type { DownloadResult } from './download'

/** A browser can save any file. */
export const canOpen = (_ending: string): boolean => true

const TIMEOUT_MS = 30_000
/** Some browsers read the blob only after the tap handler has returned. */
const REVOKE_AFTER_MS = 60_000

/** Fetches a file with the login's headers and saves it under `name`. */
export async function download(path: string, name: string): Promise<DownloadResult> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const response = await fetch(cloudAt + path, { headers: headersNow(), cache: 'no-store', signal })
    if (response.status === 401) endLogin()
    if (!response.ok) return 'failed'
    const url = URL.createObjectURL(await response.blob())
    const link = document.createElement('a')
    link.href = url
    link.download = name
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS)
    return 'saved'
  } catch {
    return 'no-signal'
  }
}
