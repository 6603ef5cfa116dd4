import type { IncomingMessage, ServerResponse } from 'node:http'

/** What may be asked of it by name; each takes plain values and answers with one. */
type Control = Record<string, (...args: never[]) => unknown>

const PATH = /^\/stand-in\/(\w+)$/

/**
 * The same control for who is in another process: `POST /stand-in/grant` with the arguments as a JSON array. Answers with
 * what it returned, or null.
 */
export async function answerControl(
  control: Control,
  { url = '', method, headers }: IncomingMessage,
  body: string,
  response: ServerResponse,
) {
  const name = PATH.exec(url)?.[1]
  // A page of anybody's that is open in a browser here cannot send this header.
  if (method !== 'POST' || !headers['x-stand-in'] || !name || !Object.hasOwn(control, name)) return false
  const work = control[name] as (...args: unknown[]) => unknown
  const result = await work(...(JSON.parse(body || '[]') as unknown[]))
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result ?? null))
  return true
}
