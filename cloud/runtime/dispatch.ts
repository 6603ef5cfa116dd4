import { mayAnywhere } from '@core/account/role'
import type { Endpoint } from '@core/contract/endpoint'
import { type EndpointName, endpoints } from '@core/contract/endpoints'
import type { Language } from '@core/words/say'
import type { FindCaller } from '../account/login/service'
import { ApiError } from '../base/api-error'
import type { Limits } from '../base/limits'
import type { WxIdentity } from '../base/wx-identity'
import type { Access } from './access/access'
import type { Handlers, Reply } from './handler'
import { checkInput, type RawInput } from './http/input'

/** One call, independent of its transport. */
export type IncomingCall = RawInput & {
  token: string | undefined
  wx?: WxIdentity | undefined
  /** Of the client, if the entry knows it. */
  address?: string | undefined
  /** Scheme, host and port of the request, as the client named them; absent where an entry does not know. */
  origin?: string | undefined
  language: Language
  requestId: string
}
export type Dispatch = (name: EndpointName, incoming: IncomingCall) => Promise<Reply>

/**
 * Limits of calls, authentication, input validation, authorisation and the handler, in this order. Throws ApiError for the caller's
 * mistakes. Knows nothing of HTTP.
 */
export function createDispatch(
  findCaller: FindCaller,
  access: Access,
  handlers: Handlers<EndpointName>,
  limits?: Limits | undefined,
): Dispatch {
  return async (name, incoming) => {
    const endpoint: Endpoint = endpoints[name]
    const { who, limit } = endpoint
    const { token, wx, address, origin, language, requestId } = incoming
    limits?.arrived(address, limit)
    const caller = token ? await findCaller(token) : undefined
    if (caller) limits?.called(caller, limit)
    if (who !== 'anyone' && !caller) throw new ApiError('login-needed')
    // A large body is not even read of somebody who may do the act nowhere.
    if (endpoint.bodyMost && caller && typeof who === 'object' && 'act' in who && !mayAnywhere(caller.roles, who.act))
      throw new ApiError('not-found')
    const input = await checkInput(endpoint, incoming)
    const found = caller && typeof who === 'object' ? await access(who, caller, input) : undefined
    const handler = handlers[name] as unknown as (asked: object) => Promise<Reply>
    return handler({ ...input, caller, found, ended: !!token && !caller, wx, origin, language, requestId })
  }
}
