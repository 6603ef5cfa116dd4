import { cloud, endLogin } from '@/platform/network/cloud'
import { type Settled, settle } from '@/platform/network/to-outcome'
import { forget, forgetPerson, KEYS, read, write } from '@/platform/storage/storage'

type Seen = { by: string; sent: boolean }

/** What people of a station saw at its doors with this phone; they may share it. */
function seenHere(): Seen[] {
  try {
    return JSON.parse(read(KEYS.scans) ?? '[]')
  } catch {
    return []
  }
}

/** What somebody saw and the cloud has not heard: gone with their login, and with it that those people came. */
export const unsentOf = (person: string): number => seenHere().filter(({ by, sent }) => by === person && !sent).length

function forgetSeen(person: string): void {
  const others = seenHere().filter(({ by }) => by !== person)
  if (others.length) write(KEYS.scans, JSON.stringify(others))
  else forget(KEYS.scans)
}

/** Everything of mine goes, and then this phone knows me no longer. */
export async function eraseMe(person: string): Promise<Settled> {
  const erased = await settle(cloud('eraseMe', { query: { sure: 'yes' } }))
  if (erased.state !== 'done') return erased
  // What is open empties itself first, and would write that down.
  endLogin()
  forgetPerson()
  forgetSeen(person)
  return erased
}
