import type { Request, Send } from '@core/contract/transport'
import * as container from './transport-container'
import * as event from './transport-function'
import * as http from './transport-http'

/**
 * One exchange with the cloud; and a file of it written where it is told, which is good if the status that is given back
 * is 200. Both throw `NoSignal` when there was no answer.
 */
type Transport = { send: Send; save: (file: Pick<Request, 'path' | 'headers'>, filePath: string) => Promise<number> }

/** One of three, chosen when the app is built (config/transport.ts): the other two are not in the package. */
const chosen: Transport =
  TRANSPORT === 'function'
    ? { send: event.send, save: event.save }
    : TRANSPORT === 'container'
      ? { send: container.send, save: container.save }
      : { send: http.send, save: http.save }

export const { send, save } = chosen
