import type { Language } from '@core/words/say'
import type { WxIdentity } from './wx-identity'

/** `wx` is handed in by an entry that knows it, beside the request: nothing in a request can set it. */
export type Vars = { Bindings: { wx?: WxIdentity | undefined }; Variables: { requestId: string; language: Language } }
