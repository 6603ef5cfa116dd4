import type { CloudBase } from '../../device'
import { asksAll, type Host, type Members, type Options } from '../api'
import { WxFailure } from '../wx-failure'
import { carry, decode, exchange } from './network'

const KB = 1024
/** What the documentation allows each way: EXCEED_MAX_PAYLOAD_SIZE, EXCEED_MAX_RESPONSE_SIZE, -606001 and -606002. */
const ASKED_MOST = 100 * KB
const ANSWERED_MOST = 1000 * KB
/** Of a container: errCode 102005, and the longest that one can ask it to wait. */
const METHODS = ['GET', 'POST', 'PUT', 'DELETE']
const CONTAINER_MOST_MS = 15_000

const sizeOf = (value: unknown): number => Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value))
const bounded = (asked: number, answered: number) => {
  if (asked > ASKED_MOST) throw new WxFailure('request too large', { errCode: -606001 })
  if (answered > ANSWERED_MOST) throw new WxFailure('response too large', { errCode: -606002 })
}

/** `wx.cloud`, as far as it carries calls to CloudBase. */
export function cloudBase(host: Host): Members {
  let begun = false
  /** The CloudBase that is meant, if it is the one there is. */
  const reached = ({ config }: Options): CloudBase => {
    const { env } = (config ?? {}) as { env?: string }
    const there = host.device.cloudBase
    if (!begun) throw new Error('wx.cloud is used before wx.cloud.init')
    if (!there || env !== there.env) throw new WxFailure(`Environment not found: ${env}`, { errCode: -501000 })
    return there
  }
  const calls = asksAll(host, {
    'cloud.callFunction': (options) => callFunction(host, reached(options), options),
    'cloud.callContainer': (options) => callContainer(host, reached(options), options),
  })
  return {
    cloud: host.realm.clone({
      init: () => {
        if (begun) host.faults.report('wx.cloud.init', 'it is called twice')
        begun = true
      },
      callFunction: calls['cloud.callFunction'],
      callContainer: calls['cloud.callContainer'],
    }),
  }
}

async function callFunction(host: Host, { functions = {} }: CloudBase, { name, data }: Options): Promise<object> {
  const main = functions[String(name)]
  if (!main) throw new WxFailure(`FunctionName parameter could not be found: ${name}`, { errCode: -501000 })
  // What crosses is JSON, and so is what comes back.
  const event = JSON.parse(JSON.stringify(data ?? {})) as Record<string, string>
  const sent = { method: event.method ?? '', path: event.path ?? '', body: event.body }
  return carry(host, sent, async () => {
    const result = await main(event).catch((fault) => {
      throw new WxFailure(`cloud function execution error: ${fault}`, { errCode: -404011 })
    })
    bounded(sizeOf(event), sizeOf(result))
    return { result, requestID: 'r-1', status: (result as { status?: number }).status ?? 0 }
  })
}

async function callContainer(host: Host, { services = {} }: CloudBase, options: Options): Promise<object> {
  const { path, method = 'GET', header = {}, data, timeout = CONTAINER_MOST_MS } = options as Record<string, string>
  const { dataType = 'json', responseType = 'text' } = options as Record<string, string>
  const at = services[(header as unknown as Record<string, string>)['X-WX-SERVICE'] ?? '']
  if (!at) throw new WxFailure('INVALID_HOST: no such service', { errCode: -501000 })
  if (!METHODS.includes(method)) throw new WxFailure('invalid HTTP method', { errCode: 102005 })
  if (Number(timeout) > CONTAINER_MOST_MS) host.faults.report('wx.cloud.callContainer', `waits ${timeout} ms at most`)
  const { status, header: told, body } = await exchange(host, { ...options, url: `http://container${path}` }, at)
  bounded(sizeOf(data ?? ''), body.length)
  return { statusCode: status, header: told, callID: 'c-1', data: decode(body, dataType, responseType) }
}
