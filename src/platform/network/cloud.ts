import { createClient } from '@core/contract/client'
import { NoSignal } from '@core/contract/transport'
import { languageNow } from '@/platform/system/language'
import { forget, KEYS, read, write } from '../storage/storage'
import { send } from '../transport/transport'
import { noteCloudTime } from './cloud-clock'

let token = read(KEYS.token)
const listeners: (() => void)[] = []

export const storeToken = (newToken: string): void => {
  token = newToken
  write(KEYS.token, newToken)
}

/** Told when a login is over: whatever is somebody's own must not be shown to whoever comes next. */
export const onLoginEnded = (listener: () => void): void => {
  listeners.push(listener)
}

/** Ended by its owner, by another login, or because the cloud no longer knows it. */
export function endLogin(): void {
  token = undefined
  forget(KEYS.token)
  for (const listener of listeners) listener()
}

const notFoundListeners: (() => void)[] = []

/** Told when something is not there. It may be no longer one's own: to whom it is not, it does not exist. */
export const onNotFound = (onMissing: () => void): void => {
  notFoundListeners.push(onMissing)
}

const ACCEPT_LANGUAGE = { 'zh-hans': 'zh-Hans', 'zh-hant': 'zh-Hant', en: 'en' } as const

/** Who asks, and in which language: for what is fetched by other means than a call. */
export const headersNow = (): Record<string, string> => ({
  ...(token ? { authorization: `Bearer ${token}` } : {}),
  'accept-language': ACCEPT_LANGUAGE[languageNow()],
})

/** The contract, called over whatever this phone sends with. */
export const cloud = createClient(
  async (request) => {
    const headers = { ...request.headers, 'accept-language': ACCEPT_LANGUAGE[languageNow()] }
    const asked = Date.now()
    const response = await send({ ...request, headers })
    noteCloudTime(response.headers['x-now'], asked, Date.now())
    if (response.status === 401 && token) endLogin()
    if (response.status === 404) for (const onMissing of notFoundListeners) onMissing()
    return response
  },
  () => token,
  { now: Date.now, pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
)

export const isNoSignal = (fault: unknown): fault is NoSignal => fault instanceof NoSignal
