import type { CloudBase } from '../../device'
import { asyncMembers, type Host, type Members, type Options } from '../api'
import { WxFailure } from '../wx-failure'
import { carry, decode, exchange } from './network'

const KB = 1024
/** Documented limits of a request (EXCEED_MAX_PAYLOAD_SIZE, -606001) and an answer (EXCEED_MAX_RESPONSE_SIZE, -606002). */
const MAX_REQUEST = 100 * KB
const MAX_RESPONSE = 1000 * KB
/** Methods of a container call (errCode 102005 for others), and its longest timeout. */
const METHODS = ['GET', 'POST', 'PUT', 'DELETE']
const CONTAINER_TIMEOUT_MS = 15_000

const sizeOf = (value: unknown): number => Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value))
const checkSizes = (requestBytes: number, responseBytes: number) => {
  if (requestBytes > MAX_REQUEST) throw new WxFailure('request too large', { errCode: -606001 })
  if (responseBytes > MAX_RESPONSE) throw new WxFailure('response too large', { errCode: -606002 })
}

/** `wx.cloud`, as far as it carries calls to CloudBase. */
export function cloudBase(host: Host): Members {
  let initialised = false
  /** The CloudBase environment of a call; throws if it is unknown. */
  const environmentOf = ({ config }: Options): CloudBase => {
    const { env } = (config ?? {}) as { env?: string }
    const known = host.device.cloudBase
    if (!initialised) throw new Error('wx.cloud is used before wx.cloud.init')
    if (!known || env !== known.env) throw new WxFailure(`Environment not found: ${env}`, { errCode: -501000 })
    return known
  }
  const calls = asyncMembers(host, {
    'cloud.callFunction': (options) => callFunction(host, environmentOf(options), options),
    'cloud.callContainer': (options) => callContainer(host, environmentOf(options), options),
  })
  return {
    cloud: host.realm.clone({
      init: () => {
        if (initialised) host.faults.report('wx.cloud.init', 'it is called twice')
        initialised = true
      },
      callFunction: calls['cloud.callFunction'],
      callContainer: calls['cloud.callContainer'],
    }),
  }
}

async function callFunction(host: Host, { functions = {} }: CloudBase, { name, data }: Options): Promise<object> {
  const main = functions[String(name)]
  if (!main) throw new WxFailure(`FunctionName parameter could not be found: ${name}`, { errCode: -501000 })
  // Requests and answers cross as JSON.
  const event = JSON.parse(JSON.stringify(data ?? {})) as Record<string, string>
  const sent = { method: event.method ?? '', path: event.path ?? '', body: event.body }
  return carry(host, sent, async () => {
    const result = await main(event).catch((fault) => {
      throw new WxFailure(`cloud function execution error: ${fault}`, { errCode: -404011 })
    })
    checkSizes(sizeOf(event), sizeOf(result))
    return { result, requestID: 'r-1', status: (result as { status?: number }).status ?? 0 }
  })
}

async function callContainer(host: Host, { services = {} }: CloudBase, options: Options): Promise<object> {
  const { path, method = 'GET', header = {}, data, timeout = CONTAINER_TIMEOUT_MS } = options as Record<string, string>
  const { dataType = 'json', responseType = 'text' } = options as Record<string, string>
  const at = services[(header as unknown as Record<string, string>)['X-WX-SERVICE'] ?? '']
  if (!at) throw new WxFailure('INVALID_HOST: no such service', { errCode: -501000 })
  if (!METHODS.includes(method)) throw new WxFailure('invalid HTTP method', { errCode: 102005 })
  if (Number(timeout) > CONTAINER_TIMEOUT_MS)
    host.faults.report('wx.cloud.callContainer', `waits ${timeout} ms at most`)
  const {
    status,
    header: responseHeader,
    body,
  } = await exchange(host, { ...options, url: `http://container${path}` }, at)
  checkSizes(sizeOf(data ?? ''), body.length)
  return { statusCode: status, header: responseHeader, callID: 'c-1', data: decode(body, dataType, responseType) }
}
