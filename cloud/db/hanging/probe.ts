import type { Socket } from 'node:net'
import { Client, type ClientConfig } from 'pg'
import { NoAnswer, within } from './no-answer'

type Connection = Omit<ClientConfig, 'stream'> & { stream: () => Socket }

/** Longest wait for a sign of life, and time from a failure to the next attempt, in milliseconds. */
const PROBE_MS = 1_000

/** Whether the database gives a sign of life on a connection of its own. A refusal is one too. */
async function isAlive(config: Connection): Promise<boolean> {
  const socket = config.stream()
  const client = new Client({ ...config, stream: () => socket })
  client.on('error', () => undefined)
  const answer = client.connect().then(() => client.query('select 1'))
  try {
    await within(PROBE_MS, answer)
  } catch (fault) {
    socket.destroy()
    return !(fault instanceof NoAnswer)
  }
  client.end().catch(() => undefined)
  return true
}

/**
 * A circuit breaker for a database that hangs. After a statement without an answer the next ones wait for a sign of life,
 * instead of each for its own answer: those queued behind it, in a batch or a queue of calls, would otherwise wait as
 * long once more.
 */
export function createProbe(config: Connection) {
  let isSuspect = false
  let running: Promise<boolean> | undefined
  return {
    suspect() {
      isSuspect = true
    },
    /** Throws NoAnswer if there is none; at once, if that was found out a moment ago. */
    async pass(): Promise<void> {
      if (!isSuspect) return
      running ??= isAlive(config).then((alive) => {
        if (alive) running = undefined
        else setTimeout(() => (running = undefined), PROBE_MS).unref()
        return alive
      })
      if (!(await running)) throw new NoAnswer()
      isSuspect = false
    },
  }
}
