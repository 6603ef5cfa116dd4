import { cloud, endLogin } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'
import { forgetPerson, KEYS } from '@/platform/storage/storage'
import { openList } from '@/platform/storage/stored-list'

type StoredScan = { by: string; sent: boolean }
const isStoredScan = (item: unknown): item is StoredScan => typeof (item as StoredScan | null)?.by === 'string'

/** Scans recorded on this phone; several workers may share it. What cannot be read of them is nobody's, and stays. */
const openScans = () => openList(KEYS.scans, KEYS.scansAside, isStoredScan)

/** A person's unsent scans: erasing the account would lose them, and with them the record of who came. */
export const countUnsentScans = (person: string): number =>
  openScans().items.filter(({ by, sent }) => by === person && !sent).length

function forgetScansOf(person: string): void {
  const scans = openScans()
  scans.write(scans.items.filter(({ by }) => by !== person))
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
