/** Build-time setting: how the mini-program reaches its cloud (docs/decisions/014). */
export type Transport = {
  kind: 'request' | 'function' | 'container'
  /** The cloud's base URL, for `request` and for links that other programs open; empty where it has none. */
  at: string
  /** CloudBase environment id; empty for `request`. */
  env: string
  /** Name of the CloudBase function or service. */
  name: string
  /** Id of the district, where one cloud has several; else empty. */
  district: string
}

const HERE = 'http://127.0.0.1:8080'
/** Default names of a deployment (docs/deploy.md). */
const NAMES = { function: 'yike-event', container: 'yike-http' }
const isKind = (text: string): text is Transport['kind'] => ['request', ...Object.keys(NAMES)].includes(text)

/**
 * Validates the settings when the app is built; throws one error that lists every problem. An empty value counts as
 * unset.
 */
export function readTransport(from: Record<string, string | undefined>): Transport {
  const given = (name: string): string | undefined => from[`TARO_APP_${name}`]?.trim() || undefined
  const kind = given('TRANSPORT') ?? 'request'
  const [at, env, name] = [given('CLOUD'), given('CLOUD_ENV'), given('CLOUD_NAME')]
  const district = given('DISTRICT') ?? ''
  const bad: string[] = []
  if (!isKind(kind)) bad.push(`TARO_APP_TRANSPORT must be request, function or container, not “${kind}”`)
  if (at && !/^https?:\/\/[\w.:[\]-]+$/.test(at))
    bad.push(`TARO_APP_CLOUD must be an http(s) URL without a path, such as https://yike.example.cn, not “${at}”`)
  if (district && !/^[a-z]{2}$/.test(district))
    bad.push(`TARO_APP_DISTRICT must be the two letters of a district, not “${district}”`)
  if (kind === 'request')
    for (const [what, value] of Object.entries({ CLOUD_ENV: env, CLOUD_NAME: name }))
      if (value)
        bad.push(`TARO_APP_${what} has no effect with transport request; for CloudBase also set TARO_APP_TRANSPORT`)
  if (kind === 'function' || kind === 'container') {
    if (!env) bad.push(`TARO_APP_CLOUD_ENV is required with transport ${kind}: the id of the CloudBase environment`)
    for (const [what, value] of Object.entries({ CLOUD_ENV: env, CLOUD_NAME: name }))
      if (value && !/^[a-z][\w-]{0,59}$/i.test(value)) bad.push(`TARO_APP_${what} must be a name, not “${value}”`)
  }
  if (bad.length || !isKind(kind))
    throw new Error(`The mini-program cannot be built: its cloud settings are invalid.\n${bad.join('\n')}`)
  if (kind === 'request') return { kind, at: at ?? HERE, env: '', name: '', district }
  return { kind, at: at ?? '', env: env ?? '', name: name ?? NAMES[kind], district }
}
