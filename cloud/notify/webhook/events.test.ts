import { DAY } from '@core/base/time'
import { writePhone } from '../../account/identity/queries'
import { createApp } from '../../runtime/app'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
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

describe('a rejection of templates', () => {
  test('withdraws the permissions for one or several templates; later ones stay', async () => {
    await webhook.allow(['moved', 'tomorrow'], 3)
    // A single item comes without an array, and the time as a string.
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
  test('by an unknown person or of an unknown template has no effect', async () => {
    await webhook.allow()
    await expectAccepted(
      webhook.event('subscribe_msg_change_event', { List: webhook.rejectionOf('moved') }, 'o-unknown'),
    )
    await expectAccepted(
      webhook.event('subscribe_msg_change_event', { List: { TemplateId: 'other', SubscribeStatusString: 'reject' } }),
    )
    expect(await webhook.allowed()).toEqual({ moved: 1, tomorrow: 1 })
  })
  test('that is an acceptance adds no permission: the phone reports it', async () => {
    const acceptance = {
      TemplateId: webhook.wechat.settings.templates.moved,
      SubscribeStatusString: 'accept',
      PopupScene: '0',
    }
    await webhook.allow()
    await expectAccepted(webhook.event('subscribe_msg_popup_event', { List: acceptance }))
    expect(await webhook.allowed()).toEqual({ moved: 1, tomorrow: 1 })
  })
})

describe('a delivery result', () => {
  const sendMessage = async () => {
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
  const outcome = async () => (await world.db.query('select status, code from message'))[0]
  const result = (MsgID: string | undefined, ErrorCode: string) =>
    webhook.event('subscribe_msg_sent_event', {
      List: { TemplateId: webhook.wechat.settings.templates.moved, MsgID, ErrorCode, ErrorStatus: 'x' },
    })

  test('of success leaves the message sent', async () => {
    const msgid = await sendMessage()
    expect(msgid).toBe('3248682510344192001')
    await expectAccepted(result(msgid, '0'))
    expect(await outcome()).toEqual({ status: 'sent', code: null })
  })
  test('of failure marks its message dead, and the district sees it', async () => {
    const msgid = await sendMessage()
    await expectAccepted(result('3248682510344192002', '-1'))
    expect(await outcome()).toEqual({ status: 'sent', code: null })
    await expectAccepted(result(msgid, '-1'))
    expect(await outcome()).toEqual({ status: 'dead', code: '-1' })
    const { messages } = (await (await world.as('district'))('GET', '/api/messages/dead')).body
    expect(messages).toMatchObject([{ template: 'moved', code: '-1' }])
    expect(await webhook.allowed()).toEqual({ moved: 1 })
  })
  test('of refusal by the person marks it refused and removes their permissions', async () => {
    await expectAccepted(result(await sendMessage(), '43101'))
    expect([await outcome(), await webhook.allowed()]).toEqual([{ status: 'refused', code: '43101' }, { moved: 0 }])
  })
})

describe('a revocation by the person', () => {
  const revocation = (name: string, more: object = {}) =>
    webhook.event(name, { OpenID: 'o-resident', AppID: webhook.wechat.settings.appid, ...more }, 'o-platform')
  const phone = async () => (await webhook.resident('GET', '/api/me')).body.phone

  test('of the phone number deletes only that, and the number can be given again', async () => {
    await writePhone(world.db, webhook.wechat.sealer, webhook.resident.id, '13800138000', world.clock.now)
    await expectAccepted(revocation('user_authorization_revoke', { RevokeInfo: '13' }))
    await expectAccepted(revocation('user_authorization_revoke', { RevokeInfo: '8', OpenID: 'o-unknown' }))
    expect(await phone()).toBe('138****8000')
    await expectAccepted(revocation('user_authorization_revoke', { RevokeInfo: '8' }))
    expect(await phone()).toBeUndefined()
    await webhook.resident('POST', '/api/me/phone', { code: webhook.wechat.standIn.phoneCode('13800138000') })
    expect(await phone()).toBe('138****8000')
  })

  const isErased = async () =>
    (
      await world.db.query<{ gone: boolean }>('select erased_at is not null as gone from person where id = $1', [
        webhook.resident.id,
      ])
    )[0]?.gone
  const runJobsOnDay = async (days: number) => {
    world.clock.now = MONDAY_TEN + days * DAY
    await runJobs(world.deps)
  }

  test('of the WeChat account erases them and their household 30 days later', async () => {
    await expectAccepted(revocation('user_authorization_cancellation'))
    await expectAccepted(revocation('user_authorization_cancellation', { CreateTime: webhook.seconds(1_000) }))
    expect((await webhook.resident('GET', '/api/me')).status).toBe(200)
    await runJobsOnDay(29)
    expect(await isErased()).toBe(false)
    await runJobsOnDay(30)
    expect(await isErased()).toBe(true)
    const rows = await world.db.query(
      'select p::text as row from person p union all select l::text from pending_erasure l',
    )
    expect(JSON.stringify(rows)).not.toMatch(/林晓梅|小宝/)
  })
  test('of the WeChat account has no effect if they use a login within 30 days', async () => {
    await expectAccepted(revocation('user_authorization_cancellation'))
    await runJobsOnDay(28)
    expect((await webhook.resident('GET', '/api/me')).status).toBe(200)
    await runJobsOnDay(40)
    expect(await isErased()).toBe(false)
    expect(await world.db.query('select 1 from pending_erasure')).toEqual([])
  })
  test('of the account leaves no record after erasure, and is postponed for somebody with wards', async () => {
    await expectAccepted(revocation('user_authorization_cancellation'))
    await webhook.resident('DELETE', '/api/me?sure=yes')
    expect(await world.db.query('select 1 from pending_erasure')).toEqual([])
    const manager = await world.as('manager')
    await webhook.wechat.meet(manager.id, 'o-manager')
    await expectAccepted(revocation('user_authorization_cancellation', { OpenID: 'o-manager' }))
    await runJobsOnDay(31)
    const [row] = await world.db.query('select erased_at from person where id = $1', [manager.id])
    expect(row).toEqual({ erased_at: null })
  })
})
