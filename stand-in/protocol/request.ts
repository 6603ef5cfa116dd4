/** One request as the stand-in hears it. */
export type Asked = {
  method: string
  query: URLSearchParams
  body: string
  /** To be done once it is answered. */
  after: (() => void)[]
}

/** An errcode, a JSON answer, or a picture. */
export type Answer = number | Record<string, unknown> | Buffer
export type Handler = (asked: Asked) => Answer

type Json = Record<string, unknown>

/** The JSON that was posted, or what is wrong with it. */
export function posted({ method, body }: Asked, notPost = 43002): Json | number {
  if (method !== 'POST') return notPost
  if (!body) return 44002
  try {
    const json: unknown = JSON.parse(body)
    return typeof json === 'object' && json && !Array.isArray(json) ? (json as Json) : 47001
  } catch {
    return 47001
  }
}
