import { instant } from '@core/base/time'
import { stationOf } from '@core/place/ids'
import { MORNING, startCloud } from '../../e2e/cloud'
import { launch } from '../../e2e/weapp/harness/launch'
import { PLACE, PLACE_KEY } from './stored-place'

export type Phone = Awaited<ReturnType<typeof launch>>
type Listed = { id: string; startsAt: string; left: number }
/** Data sent from the logic layer to the view layer. */
export type SetDataCost = { calls: number; bytes: number }

/** A station with a room session at every hour. */
export const STATION = 'hp001'

/** Launches the built package with a street chosen and a persona logged in. */
async function phoneOf(at: string, name: RegExp): Promise<Phone> {
  const phone = await launch({ dist: 'dist/weapp', cloud: at, path: '/pages/login/index', now: MORNING })
  phone.storage.set(PLACE_KEY, PLACE)
  await phone.tap(name)
  return phone
}

async function booked(at: string, phone: Phone, session: string): Promise<string> {
  const headers = { authorization: `Bearer ${phone.storage.get('yike.token')}`, 'content-type': 'application/json' }
  const me = (await (await fetch(`${at}/api/me`, { headers })).json()) as { person: { id: string } }
  const answer = await fetch(`${at}/api/bookings`, {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': 'bench-weapp-1' },
    body: JSON.stringify({ session, people: [me.person.id] }),
  })
  if (answer.status !== 201) throw new Error(`booking failed with ${answer.status}: ${await answer.text()}`)
  return ((await answer.json()) as { booking: { id: string } }).booking.id
}

/** Test fixture of the weapp benchmarks: a cloud, two phones, two sessions and a booking. */
export async function openVisit() {
  const cloud = await startCloud()
  const listed = await fetch(`${cloud.at}/api/sessions?station=${STATION}`)
  const { sessions } = (await listed.json()) as { sessions: Listed[] }
  const [first, second] = sessions.filter((one) => instant(one.startsAt) > MORNING && one.left > 3)
  if (!first || !second || stationOf(first.id) !== STATION) throw new Error(`${STATION} has no sessions ahead`)
  const resident = await phoneOf(cloud.at, /^林晓梅/)
  const manager = await phoneOf(cloud.at, /^梁慧/)
  const booking = await booked(cloud.at, resident, first.id)
  const close = async () => {
    await resident.close()
    await manager.close()
    await cloud.stop()
  }
  return { resident, manager, held: first.id, free: second.id, booking, close }
}
export type Visit = Awaited<ReturnType<typeof openVisit>>
