import type { Language } from '@core/words/say'
import type { WxIdentity } from './wx-identity'

/**
 * `wx` and `address` are handed in by an entry that knows them, beside the request: nothing in a request can set them.
 * `address`: of the client.
 */
export type Vars = {
  Bindings: { wx?: WxIdentity | undefined; address?: string | undefined }
  Variables: { requestId: string; language: Language }
}
