import type { IncomingMessage, ServerResponse } from 'node:http'

/** Control functions by name; arguments and results are JSON. */
type Control = Record<string, (...args: never[]) => unknown>

const PATH = /^\/stand-in\/(\w+)$/

/**
 * Control by another process: `POST /stand-in/grant` with the arguments as a JSON array. Answers with the result of the
 * function, or null.
 */
export async function answerControl(
  control: Control,
  { url = '', method, headers }: IncomingMessage,
  body: string,
  response: ServerResponse,
) {
  const name = PATH.exec(url)?.[1]
  // A web page in a browser of this machine cannot send this header.
  if (method !== 'POST' || !headers['x-stand-in'] || !name || !Object.hasOwn(control, name)) return false
  const work = control[name] as (...args: unknown[]) => unknown
  const result = await work(...(JSON.parse(body || '[]') as unknown[]))
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result ?? null))
  return true
}
