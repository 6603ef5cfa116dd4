import { moment } from '@core/base/time'
import { MONDAY_TEN, openWorld, type World } from '../../testing/world/world'
import { finishMessage, type LeasedMessage } from './outbox'
import { addPermissions } from './queries'

jest.mock('@core/notify/message', () => ({ ...jest.requireActual('@core/notify/message'), ALLOWED_MOST: 120 }))

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('permissions are limited by the figure of core, also when one is returned', async () => {
  const { id } = await world.as('elder')
  await world.db.query(`insert into message_permission values ($1, 'moved', 118, now())`, [id])
  const left = async () => (await world.db.query('select allowed from message_permission', []))[0]?.allowed
  for (const key of ['the-first', 'the-second', 'the-third'])
    await addPermissions(world.db, id, ['moved'], key, MONDAY_TEN)
  expect(await left()).toBe(120)
  await world.db.query('update message_permission set allowed = 119', [])
  await world.db.query(
    `insert into message (person_id, notice_id, template, rank, status, next_at, at, lease_by, lease_until, claimed_at)
     values ($1, 1, 'moved', 1, 'sending', $2, $2, 'me', $2, $2)`,
    [id, moment(MONDAY_TEN)],
  )
  const leased = { person: id, notice: 1 } as LeasedMessage
  await finishMessage(world.db, 'me', leased, {
    status: 'queued',
    code: null,
    tries: 1,
    nextAt: MONDAY_TEN,
    permission: 'back',
  })
  expect(await left()).toBe(120)
})
