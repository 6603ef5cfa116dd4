import { DAY } from '@core/base/time'
import { writePhone } from '../../account/identity/queries'
import { createApp } from '../../runtime/app'
import { runJobs } from '../../runtime/jobs'
import { findViolations } from '../../testing/database/invariants'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { MONDAY_TEN, openWorld, type World } from '../../testing/world/world'
import { sendMessages } from '../message/send'
import { openWebhook } from './webhook-test-setup'

const TALK = 'hp001.talk-2611241400'
let world: World
let webhook: Awaited<ReturnType<typeof openWebhook>>
beforeEach(async () => {
  world ??= await openWorld()
  webhook = await openWebhook(world, createApp)
})
afterEach(async () => {
  await webhook.closeServer()
  expect(await findViolations(world.db, world.clock.now)).toEqual({})
  await webhook.wechat.stop()
})
afterAll(() => world.close())

const expectAccepted = async (message: Parameters<typeof webhook.push>[0]) =>
  expect(await webhook.push(message)).toEqual({ status: 200, text: 'success', tries: 1 })

describe('messages they want no more', () => {
  test('one template or several; what was allowed since is good', async () => {
    await webhook.allow(['moved', 'tomorrow'], 3)
    // A single one comes without a list, and the time in letters.
    await expectAccepted(
      webhook.event('subscribe_msg_change_event', {
        List: webhook.rejectionOf('moved')[0],
        CreateTime: String(webhook.seconds()),
      }),
    )
    expect(await webhook.allowed()).toEqual({ moved: 0, tomorrow: 3 })
    const before = webhook.seconds()
    world.clock.now += 2_000
    await webhook.allow(['tomorrow'])
    await expectAccepted(
      webhook.event('subscribe_msg_change_event', {
        List: webhook.rejectionOf('tomorrow', 'moved'),
        CreateTime: before,
      }),
    )
    expect(await webhook.allowed()).toEqual({ moved: 0, tomorrow: 4 })
  })
  test('nobody else’s, and no template of another app', async () => {
    await webhook.allow()
    await expectAccepted(
      webhook.event('subscribe_msg_change_event', { List: webhook.rejectionOf('moved') }, 'o-unknown'),
    )
    await expectAccepted(
      webhook.event('subscribe_msg_change_event', { List: { TemplateId: 'other', SubscribeStatusString: 'reject' } }),
    )
    expect(await webhook.allowed()).toEqual({ moved: 1, tomorrow: 1 })
  })
  test('a yes is counted by the phone that was tapped, and not here as well', async () => {
    const yes = {
      TemplateId: webhook.wechat.settings.templates.moved,
      SubscribeStatusString: 'accept',
      PopupScene: '0',
    }
    await webhook.allow()
    await expectAccepted(webhook.event('subscribe_msg_popup_event', { List: yes }))
    expect(await webhook.allowed()).toEqual({ moved: 1, tomorrow: 1 })
  })
})

describe('what became of a message', () => {
  const told = async () => {
    await webhook.allow(['moved'], 2)
    webhook.wechat.standIn.grant('o-resident', webhook.wechat.settings.templates.moved)
    await webhook.resident(
      'POST',
      '/api/bookings',
      { session: TALK, people: [webhook.resident.id] },
      newIdempotencyKey(),
    )
    await (await world.as('manager'))('POST', `/api/sessions/${TALK}/call-off`, { reason: '停水' })
    await sendMessages(world.deps)
    const [row] = await world.db.query<{ msgid: string }>(`select msgid from message where status = 'sent'`)
    return row?.msgid
  }
  const fate = async () => (await world.db.query('select status, code from message'))[0]
  const result = (MsgID: string | undefined, ErrorCode: string) =>
    webhook.event('subscribe_msg_sent_event', {
      List: { TemplateId: webhook.wechat.settings.templates.moved, MsgID, ErrorCode, ErrorStatus: 'x' },
    })

  test('it arrived', async () => {
    const msgid = await told()
    expect(msgid).toBe('3248682510344192001')
    await expectAccepted(result(msgid, '0'))
    expect(await fate()).toEqual({ status: 'sent', code: null })
  })
  test('it did not: the district sees it, and can have it sent again', async () => {
    const msgid = await told()
    await expectAccepted(result('3248682510344192002', '-1'))
    expect(await fate()).toEqual({ status: 'sent', code: null })
    await expectAccepted(result(msgid, '-1'))
    expect(await fate()).toEqual({ status: 'dead', code: '-1' })
    const { messages } = (await (await world.as('district'))('GET', '/api/messages/dead')).body
    expect(messages).toMatchObject([{ template: 'moved', code: '-1' }])
    expect(await webhook.allowed()).toEqual({ moved: 1 })
  })
  test('they allow none: it stays in the inbox, and what was counted is struck off', async () => {
    await expectAccepted(result(await told(), '43101'))
    expect([await fate(), await webhook.allowed()]).toEqual([{ status: 'refused', code: '43101' }, { moved: 0 }])
  })
})

describe('what they take back', () => {
  const theirs = (name: string, more: object = {}) =>
    webhook.event(name, { OpenID: 'o-resident', AppID: webhook.wechat.settings.appid, ...more }, 'o-platform')
  const phone = async () => (await webhook.resident('GET', '/api/me')).body.phone

  test('the number goes, and nothing else does; with one tap it is back', async () => {
    await writePhone(world.db, webhook.wechat.sealer, webhook.resident.id, '13800138000', world.clock.now)
    await expectAccepted(theirs('user_authorization_revoke', { RevokeInfo: '13' }))
    await expectAccepted(theirs('user_authorization_revoke', { RevokeInfo: '8', OpenID: 'o-unknown' }))
    expect(await phone()).toBe('138****8000')
    await expectAccepted(theirs('user_authorization_revoke', { RevokeInfo: '8' }))
    expect(await phone()).toBeUndefined()
    await webhook.resident('POST', '/api/me/phone', { code: webhook.wechat.standIn.phoneCode('13800138000') })
    expect(await phone()).toBe('138****8000')
  })

  const erased = async () =>
    (
      await world.db.query<{ gone: boolean }>('select erased_at is not null as gone from person where id = $1', [
        webhook.resident.id,
      ])
    )[0]?.gone
  const day = async (days: number) => {
    world.clock.now = MONDAY_TEN + days * DAY
    await runJobs(world.deps)
  }

  test('who gave up their WeChat and does not come back is erased with theirs, once a login has had its time', async () => {
    await expectAccepted(theirs('user_authorization_cancellation'))
    await expectAccepted(theirs('user_authorization_cancellation', { CreateTime: webhook.seconds(1_000) }))
    expect((await webhook.resident('GET', '/api/me')).status).toBe(200)
    await day(29)
    expect(await erased()).toBe(false)
    await day(30)
    expect(await erased()).toBe(true)
    const rows = await world.db.query(
      'select p::text as row from person p union all select l::text from pending_erasure l',
    )
    expect(JSON.stringify(rows)).not.toMatch(/林晓梅|小宝/)
  })
  test('who comes back in that time stays', async () => {
    await expectAccepted(theirs('user_authorization_cancellation'))
    await day(28)
    expect((await webhook.resident('GET', '/api/me')).status).toBe(200)
    await day(40)
    expect(await erased()).toBe(false)
    expect(await world.db.query('select 1 from pending_erasure')).toEqual([])
  })
  test('whom others hang on waits, and whoever was erased leaves nothing', async () => {
    await expectAccepted(theirs('user_authorization_cancellation'))
    await webhook.resident('DELETE', '/api/me?sure=yes')
    expect(await world.db.query('select 1 from pending_erasure')).toEqual([])
    const manager = await world.as('manager')
    await webhook.wechat.meet(manager.id, 'o-manager')
    await expectAccepted(theirs('user_authorization_cancellation', { OpenID: 'o-manager' }))
    await day(31)
    const [row] = await world.db.query('select erased_at from person where id = $1', [manager.id])
    expect(row).toEqual({ erased_at: null })
  })
})
