import { createClient } from '@core/contract/client'
import { NoSignal } from '@core/contract/transport'
import { languageNow } from '@/platform/system/language'
import { forget, KEYS, read, write } from '../storage/storage'
import { send } from '../transport/transport'
import { noteCloudTime } from './cloud-clock'

let token = read(KEYS.token)
/** Why a login ended: `expired` without its owner's doing (401). */
export type LoginEnd = 'left' | 'expired'
const listeners: ((why: LoginEnd) => void)[] = []

export const storeToken = (newToken: string): void => {
  token = newToken
  write(KEYS.token, newToken)
}

/** Registers a listener for the end of a login: personal data must not be shown to the next user of the phone. */
export const onLoginEnded = (listener: (why: LoginEnd) => void): void => {
  listeners.push(listener)
}

/** Ends the login: logged out, replaced by another login, or no longer valid in the cloud (401). */
export function endLogin(why: LoginEnd = 'left'): void {
  token = undefined
  forget(KEYS.token)
  for (const listener of listeners) listener(why)
}

const notFoundListeners: (() => void)[] = []

/**
 * Registers a listener for 404. It may mean that access was lost: the cloud answers 404, not 403, so that existence is
 * not disclosed.
 */
export const onNotFound = (onMissing: () => void): void => {
  notFoundListeners.push(onMissing)
}

const ACCEPT_LANGUAGE = { 'zh-hans': 'zh-Hans', 'zh-hant': 'zh-Hant', en: 'en' } as const

/** Authorization and language headers, for requests that do not go through `cloud`. */
export const headersNow = (): Record<string, string> => ({
  ...(token ? { authorization: `Bearer ${token}` } : {}),
  'accept-language': ACCEPT_LANGUAGE[languageNow()],
})

/** API client: the contract over this platform's transport. */
export const cloud = createClient(
  async (request) => {
    const headers = { ...request.headers, 'accept-language': ACCEPT_LANGUAGE[languageNow()] }
    const sentAt = Date.now()
    const response = await send({ ...request, headers })
    noteCloudTime(response.headers['x-now'], sentAt, Date.now())
    if (response.status === 401 && token) endLogin('expired')
    if (response.status === 404) for (const onMissing of notFoundListeners) onMissing()
    return response
  },
  () => token,
  { now: Date.now, pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) },
)

export const isNoSignal = (fault: unknown): fault is NoSignal => fault instanceof NoSignal
