import { cloud, endLogin } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'
import { forget, forgetPerson, KEYS, read, write } from '@/platform/storage/storage'

type StoredScan = { by: string; sent: boolean }

/** Scans recorded on this phone; several workers may share it. */
function storedScans(): StoredScan[] {
  try {
    return JSON.parse(read(KEYS.scans) ?? '[]')
  } catch {
    return []
  }
}

/** A person's unsent scans: erasing the account would lose them, and with them the record of who came. */
export const countUnsentScans = (person: string): number =>
  storedScans().filter(({ by, sent }) => by === person && !sent).length

function forgetScansOf(person: string): void {
  const others = storedScans().filter(({ by }) => by !== person)
  if (others.length) write(KEYS.scans, JSON.stringify(others))
  else forget(KEYS.scans)
}

/** Erases my account in the cloud, then everything this phone stores about me. */
export async function eraseAccount(person: string): Promise<CallOutcome> {
  const erased = await toOutcome(cloud('eraseMe', { query: { sure: 'yes' } }))
  if (erased.state !== 'done') return erased
  // In this order: the open stores are reset on logout, and persist themselves when they change.
  endLogin()
  forgetPerson()
  forgetScansOf(person)
  return erased
}
