import type { TestStage } from './test-stage'

export type Json = Record<string, unknown>
type Query = Record<string, string>

/** Plain HTTP client of the stand-in, to test it without our client. */
export function createRawClient({ api, appid, secret }: TestStage['settings']) {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the wire as it comes; a wrong shape fails its expectation.
  async function ask(path: string, query: Query = {}, body?: Json | string): Promise<any> {
    const url = new URL(api + path)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const response = await fetch(url, body === undefined ? {} : { method: 'POST', body: text })
    if (response.status !== 200) throw new Error(`status ${response.status}: WeChat says everything with 200`)
    return response.headers.get('content-type')?.startsWith('image/')
      ? { picture: Buffer.from(await response.arrayBuffer()) }
      : JSON.parse(await response.text())
  }
  const stable = (more: Json = {}) =>
    ask('/cgi-bin/stable_token', {}, { grant_type: 'client_credential', appid, secret, ...more })
  return {
    ask,
    stable,
    login: (code: string, more: Query = {}) =>
      ask('/sns/jscode2session', { appid, secret, js_code: code, grant_type: 'authorization_code', ...more }),
    token: async () => ({ access_token: (await stable()).access_token as string }),
  }
}
export type RawClient = ReturnType<typeof createRawClient>
