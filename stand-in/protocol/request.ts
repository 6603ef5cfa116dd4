/** A request to the stand-in. */
export type StandInRequest = {
  method: string
  query: URLSearchParams
  body: string
  /** Callbacks to run before the answer is sent. */
  after: (() => void)[]
}

/** An errcode, a JSON answer, or a picture. */
export type StandInAnswer = number | Record<string, unknown> | Buffer
export type Handler = (call: StandInRequest) => StandInAnswer

type Json = Record<string, unknown>

/** The JSON object of a POST body, or the errcode of what is wrong with it. */
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
