import type { Deps } from '../../base/deps'
import { type ClaimedClosing, claimClosing, closeSession, releaseClosing } from './closing-queries'
import { type DaySession, listPendingSessions } from './queries'
import { openTimes } from './times'

/** Sessions that are read together. */
const SESSIONS_TOGETHER = 20
/** Milliseconds of work in one round of jobs: the process may have been asked to stop meanwhile. */
const ROUND_MS = 2_000
/** Milliseconds after which another process takes over: far longer than a round, so the first process is dead. */
const LEASE_MS = 15_000

type Times = Awaited<ReturnType<typeof openTimes>> | undefined

/** Moves a session to the first of its times that is still free, or calls it off if none is. */
async function closeOne(deps: Pick<Deps, 'db' | 'now'>, closing: ClaimedClosing, session: DaySession, times: Times) {
  for (const to of times?.timesOf(session) ?? []) {
    const outcome = await closeSession(deps.db, closing.id, session, to, deps.now())
    if (outcome === 'taken') continue
    if (outcome === 'moved') times?.reserve(session, to)
    return
  }
  await closeSession(deps.db, closing.id, session, undefined, deps.now())
}

type Batch = { sessions: number; faults: unknown[] }

/** The next sessions of a closing. One that fails does not stop the others. */
async function closeNext(deps: Pick<Deps, 'db' | 'now'>, closing: ClaimedClosing, until: number): Promise<Batch> {
  const faults: unknown[] = []
  const sessions = await listPendingSessions(deps.db, closing.id, SESSIONS_TOGETHER)
  const times = closing.act === 'move' && closing.day ? await openTimes(deps, closing.day, sessions) : undefined
  for (const session of sessions) {
    if (performance.now() > until) break
    await closeOne(deps, closing, session, times).catch((fault) => faults.push(fault))
  }
  return { sessions: sessions.length, faults }
}

/**
 * Works on a closing for a while, if one waits. Each session is written together with its outcome, so this may be
 * interrupted anywhere, and another process goes on from there.
 */
export async function continueClosing(deps: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const now = deps.now()
  const closing = await claimClosing(deps.db, now, now + LEASE_MS)
  if (!closing) return
  const until = performance.now() + ROUND_MS
  let batch: Batch
  do {
    batch = await closeNext(deps, closing, until)
  } while (batch.sessions === SESSIONS_TOGETHER && batch.faults.length === 0 && performance.now() < until)
  await releaseClosing(deps.db, closing.id, deps.now())
  if (batch.faults.length) throw batch.faults[0]
}
