/** One request as the stand-in hears it. */
export type StandInRequest = {
  method: string
  query: URLSearchParams
  body: string
  /** To be done once it is answered. */
  after: (() => void)[]
}

/** An errcode, a JSON answer, or a picture. */
export type StandInAnswer = number | Record<string, unknown> | Buffer
export type Handler = (asked: StandInRequest) => StandInAnswer

type Json = Record<string, unknown>

/** The JSON that was posted, or what is wrong with it. */
export function readJson({ method, body }: StandInRequest, notPost = 43002): Json | number {
  if (method !== 'POST') return notPost
  if (!body) return 44002
  try {
    const json: unknown = JSON.parse(body)
    return typeof json === 'object' && json && !Array.isArray(json) ? (json as Json) : 47001
  } catch {
    return 47001
  }
}
