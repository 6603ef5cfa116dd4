import type { ServerResponse } from 'node:http'

/** Number of simulated WeChat users; each is a new person at the first login. */
const COUNT = 6
/** Permissions per template that a user grants at every login. */
const ALLOWED = 3
const TEMPLATES = ['moved', 'promoted', 'tomorrow'] as const

type Means = {
  readAs: (openid: string, unionid: string, how: { told: true }) => void
  loginCode: (openid: string, unionid: string) => string
  visit: (openid: string) => void
  grant: (openid: string, template: string, times: number) => void
  messages: () => readonly { openid: string; values: Record<string, string>; page: string }[]
  templates: readonly string[]
}

const html = (body: string) => `<!doctype html><html lang="zh-Hans"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>微信（替身）</title>
<style>body{font:18px/1.6 sans-serif;max-width:26rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
a{display:block;padding:.8rem 1rem;margin:.5rem 0;border:1px solid;border-radius:.6rem;color:inherit}small{opacity:.7}</style>
${body}</html>`

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/**
 * Pages for a developer's browser: choose the WeChat user for the OAuth login, and see the messages that phones have shown.
 * The chosen user also logs in to the mini-program and grants permissions, like a phone would.
 */
export function createPhonePages({ readAs, loginCode, visit, grant, messages, templates }: Means) {
  for (let nth = 1; nth <= COUNT; nth++) visit(`o-${nth}`)

  async function open(nth: number, cloud: string): Promise<void> {
    const openid = `o-${nth}`
    const post = (path: string, body: object, headers: Record<string, string> = {}) =>
      fetch(cloud + path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      })
    const login = await post('/api/login', { code: loginCode(openid, `u-${nth}`), app: 'weapp' })
    const { token } = (await login.json()) as { token?: string }
    for (let time = 0; token && time < ALLOWED; time++) {
      for (const template of templates) grant(openid, template, 1)
      const key = `phone-${nth}-${Date.now()}-${time}`
      const headers = { authorization: `Bearer ${token}`, 'idempotency-key': key }
      await post('/api/permissions', { templates: TEMPLATES }, headers)
    }
  }

  const userLinks = (query: URLSearchParams) =>
    Array.from({ length: COUNT }, (_, at) => `<a href="as/${at + 1}?${escaped(`${query}`)}">第 ${at + 1} 位</a>`).join(
      '',
    )
  const shown = () =>
    messages()
      .map(
        ({ openid, values, page }) => `<p>${escaped(`${openid}：${Object.values(values).join(' · ')}（${page}）`)}</p>`,
      )
      .join('') || '<p>还没有。</p>'

  /** `rest`: the path after `/phone`. Returns where to redirect to; undefined if the request has been answered here. */
  return async (rest: string, query: URLSearchParams, response: ServerResponse): Promise<string | undefined> => {
    const page = (status: number, body: string) =>
      void response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html(body))
    if (rest === '/connect/oauth2/authorize')
      page(
        200,
        `<h1>这是谁的手机？</h1><p><small>微信的替身。没登录过的号就是新来的人。</small></p>${userLinks(query)}`,
      )
    else if (rest === '')
      page(200, `<h1>手机上收到的</h1>${shown()}<p><small>名字和申诉里写“违规”通不过，写“可疑”要等人看。</small></p>`)
    else {
      const nth = Number(/^\/connect\/oauth2\/as\/([1-6])$/.exec(rest)?.[1])
      const to = query.get('redirect_uri') ?? ''
      if (nth && URL.canParse(to)) {
        readAs(`gh-${nth}`, `u-${nth}`, { told: true })
        await open(nth, new URL(to).origin).catch(() => undefined)
        return `/connect/oauth2/authorize?${query}`
      }
      page(404, '')
    }
    return undefined
  }
}
