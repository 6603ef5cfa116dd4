import { cloud, endLogin } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'
import { forget, forgetPerson, KEYS, read, write } from '@/platform/storage/storage'

type StoredScan = { by: string; sent: boolean }

/** What people of a station saw at its doors with this phone; they may share it. */
function storedScans(): StoredScan[] {
  try {
    return JSON.parse(read(KEYS.scans) ?? '[]')
  } catch {
    return []
  }
}

/** What somebody saw and the cloud has not heard: gone with their login, and with it that those people came. */
export const countUnsentScans = (person: string): number =>
  storedScans().filter(({ by, sent }) => by === person && !sent).length

function forgetScansOf(person: string): void {
  const others = storedScans().filter(({ by }) => by !== person)
  if (others.length) write(KEYS.scans, JSON.stringify(others))
  else forget(KEYS.scans)
}

/** Everything of mine goes, and then this phone knows me no longer. */
export async function eraseAccount(person: string): Promise<CallOutcome> {
  const erased = await toOutcome(cloud('eraseMe', { query: { sure: 'yes' } }))
  if (erased.state !== 'done') return erased
  // What is open empties itself first, and would write that down.
  endLogin()
  forgetPerson()
  forgetScansOf(person)
  return erased
}
