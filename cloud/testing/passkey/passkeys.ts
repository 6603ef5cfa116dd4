import type { Answer, World } from '../world/world'
import { type Authenticator, createAuthenticator } from './authenticator'

type Ask = World['ask']

/** Registers a passkey of a logged-in person, whose login is fresh. */
export async function addPasskey(
  who: Ask,
  device: Authenticator = createAuthenticator(),
  name = '窗口',
): Promise<Answer> {
  const { body: options } = await who('POST', '/api/passkeys/options')
  return who('POST', '/api/passkeys', { name, passkey: device.create(options) })
}

/** Logs in with a passkey. */
export async function loginWith(
  ask: Ask,
  device: Authenticator,
  faults: Parameters<Authenticator['get']>[1] = {},
): Promise<Answer> {
  const { body: options } = await ask('POST', '/api/login/options')
  return ask('POST', '/api/login', { passkey: device.get(options, faults), app: 'h5' })
}
