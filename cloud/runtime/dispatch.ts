import type { Endpoint } from '@core/contract/endpoint'
import { type EndpointName, endpoints } from '@core/contract/endpoints'
import type { Language } from '@core/words/say'
import type { FindCaller } from '../account/login/service'
import { ApiError } from '../base/api-error'
import type { WxIdentity } from '../base/wx-identity'
import type { Access } from './access/access'
import type { Handlers, Reply } from './handler'
import { checkInput, type RawInput } from './http/input'

/** One call, independent of its transport. */
export type IncomingCall = RawInput & {
  token: string | undefined
  wx?: WxIdentity | undefined
  language: Language
  requestId: string
}
export type Dispatch = (name: EndpointName, incoming: IncomingCall) => Promise<Reply>

/**
 * Authentication, input validation, authorisation and the handler, in this order. Throws ApiError for the caller's
 * mistakes. Knows nothing of HTTP.
 */
export function createDispatch(findCaller: FindCaller, access: Access, handlers: Handlers<EndpointName>): Dispatch {
  return async (name, incoming) => {
    const endpoint: Endpoint = endpoints[name]
    const { who } = endpoint
    const { token, wx, language, requestId } = incoming
    const caller = token ? await findCaller(token) : undefined
    if (who !== 'anyone' && !caller) throw new ApiError('login-needed')
    const input = await checkInput(endpoint, incoming)
    const found = caller && typeof who === 'object' ? await access(who, caller, input) : undefined
    const handler = handlers[name] as unknown as (asked: object) => Promise<Reply>
    return handler({ ...input, caller, found, ended: !!token && !caller, wx, language, requestId })
  }
}
