/** How the mini-program reaches its cloud (docs/decisions/014). */
export type Transport = {
  kind: 'request' | 'function' | 'container'
  /** The cloud's own address, for `request` and for what other programs open; empty where it has none. */
  at: string
  /** CloudBase's environment; empty for `request`. */
  env: string
  /** The function, or the service. */
  name: string
}

const HERE = 'http://127.0.0.1:8080'
/** As they are deployed (docs/deploy.md). */
const NAMES = { function: 'yike-event', container: 'yike-http' }
const isKind = (text: string): text is Transport['kind'] => ['request', ...Object.keys(NAMES)].includes(text)

/** Read when the app is built; throws one error that says all that is wrong or lacking. An empty value counts as none. */
export function readTransport(from: Record<string, string | undefined>): Transport {
  const given = (name: string): string | undefined => from[`TARO_APP_${name}`]?.trim() || undefined
  const kind = given('TRANSPORT') ?? 'request'
  const [at, env, name] = [given('CLOUD'), given('CLOUD_ENV'), given('CLOUD_NAME')]
  const bad: string[] = []
  if (!isKind(kind)) bad.push(`TARO_APP_TRANSPORT must be request, function or container, not “${kind}”`)
  if (at && !/^https?:\/\/[\w.:[\]-]+$/.test(at))
    bad.push(`TARO_APP_CLOUD must be an http(s) address without a path, as https://yike.example.cn, not “${at}”`)
  if (kind === 'request')
    for (const [what, value] of Object.entries({ CLOUD_ENV: env, CLOUD_NAME: name }))
      if (value) bad.push(`TARO_APP_${what} is of no use to request; for CloudBase set TARO_APP_TRANSPORT as well`)
  if (kind === 'function' || kind === 'container') {
    if (!env) bad.push(`TARO_APP_CLOUD_ENV must be there with ${kind}: the id of the environment of CloudBase`)
    for (const [what, value] of Object.entries({ CLOUD_ENV: env, CLOUD_NAME: name }))
      if (value && !/^[a-z][\w-]{0,59}$/i.test(value)) bad.push(`TARO_APP_${what} must be a name, not “${value}”`)
  }
  if (bad.length || !isKind(kind)) throw new Error(`The mini-program would not find its cloud.\n${bad.join('\n')}`)
  if (kind === 'request') return { kind, at: at ?? HERE, env: '', name: '' }
  return { kind, at: at ?? '', env: env ?? '', name: name ?? NAMES[kind] }
}
