import type { Request, Send } from '@core/contract/transport'
import * as container from './transport-container'
import * as event from './transport-function'
import * as http from './transport-http'

/**
 * Transport to the cloud. `send` is one request; `save` writes a file and returns the status (the file is valid only
 * for 200). Both throw `NoSignal` when there was no answer.
 */
type Transport = { send: Send; save: (file: Pick<Request, 'path' | 'headers'>, filePath: string) => Promise<number> }

/** Chosen at build time (config/transport.ts), so that the other two are not bundled. */
const chosen: Transport =
  TRANSPORT === 'function'
    ? { send: event.send, save: event.save }
    : TRANSPORT === 'container'
      ? { send: container.send, save: container.save }
      : { send: http.send, save: http.save }

export const { send, save } = chosen
