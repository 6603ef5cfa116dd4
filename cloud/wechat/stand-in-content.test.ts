import { DAY, HOUR, MINUTE } from '@core/base/time'
import { createRawClient, type Json, type RawClient } from '../../stand-in/raw-client'
import { openTestStage, type TestStage } from '../../stand-in/test-stage'
import { until } from '../testing/faults/until'

// The stand-in against WeChat's documentation, called without our client.
const NO_DATABASE = { query: async () => [], close: async () => undefined }
let stage: TestStage
let wire: RawClient
beforeEach(async () => {
  stage = await openTestStage({
    db: NO_DATABASE,
    words: { risky: ['违规'], review: ['可疑'] },
    sensitive: ['敏感'],
    pages: ['pages/index/index'],
    limits: { send: { day: 3 }, getwxacodeunlimit: { minute: 2 } },
  })
  wire = createRawClient(stage.settings)
})
afterEach(() => stage.close())

describe('subscribe/send', () => {
  const DATA = { thing1: { value: '讲座' }, time2: { value: '14:00' }, thing3: { value: '改到三楼' } }
  const message = (more: Json = {}) => ({
    touser: 'o-1',
    template_id: stage.settings.templates.moved,
    page: 'pages/index/index',
    data: DATA,
    ...more,
  })
  const send = async (more: Json = {}) =>
    (await wire.ask('/cgi-bin/message/subscribe/send', await wire.token(), message(more))).errcode
  beforeEach(() => stage.standIn.visit('o-1'))

  test('one permission allows one message of its template', async () => {
    const { moved, promoted } = stage.settings.templates
    expect(await send()).toBe(43101)
    stage.standIn.grant('o-1', moved)
    expect(await send({ template_id: promoted })).toBe(43101)
    expect(await send()).toBe(0)
    stage.clock.now += DAY
    expect(await send()).toBe(43101)
    expect(stage.standIn.messages()).toEqual([
      {
        openid: 'o-1',
        template: moved,
        page: 'pages/index/index',
        values: { thing1: '讲座', time2: '14:00', thing3: '改到三楼' },
      },
    ])
  })
  test.each<[number, Json]>([
    [40003, { touser: 'o-unknown' }],
    [40037, { template_id: 'none' }],
    [47003, { data: { ...DATA, thing1: undefined } }],
    [47003, { data: { ...DATA, thing1: { value: '二十一个字'.repeat(4).concat('多') } } }],
    [47003, { data: { ...DATA, time2: { value: '下午两点' } } }],
    [47003, { miniprogram_state: 'beta' }],
    [45168, { data: { ...DATA, thing1: { value: '有敏感字' } } }],
  ])('answers %d to %j and keeps the permission', async (code, more) => {
    stage.standIn.grant('o-1', stage.settings.templates.moved)
    expect(await send(more)).toBe(code)
    expect(await send()).toBe(0)
  })
  test('answers 43108 to the second of two concurrent messages to one person', async () => {
    stage.standIn.grant('o-1', stage.settings.templates.moved, 2)
    const token = await wire.token()
    const before = stage.standIn.calls('send')
    const release = stage.standIn.hold()
    const both = [0, 1].map(() => wire.ask('/cgi-bin/message/subscribe/send', token, message()))
    await until(() => stage.standIn.calls('send') === before + 2)
    release()
    expect((await Promise.all(both)).map(({ errcode }) => errcode).sort()).toEqual([0, 43108])
  })
  test('answers 45009 when the quota of the day is used up', async () => {
    stage.standIn.grant('o-1', stage.settings.templates.moved, 9)
    expect([await send(), await send(), await send(), await send()]).toEqual([0, 0, 0, 45009])
  })
})

describe('msg_sec_check', () => {
  const check = async (more: Json = {}) =>
    wire.ask('/wxa/msg_sec_check', await wire.token(), {
      version: 2,
      scene: 2,
      openid: 'o-1',
      content: '你好',
      ...more,
    })
  beforeEach(() => stage.standIn.visit('o-1'))
  test.each([
    ['你好', 'pass'],
    ['有点可疑', 'review'],
    ['可疑又违规', 'risky'],
    ['好'.repeat(2_500), 'pass'],
  ])('“%s”: %s', async (content, suggest) => {
    expect(await check({ content })).toMatchObject({ errcode: 0, result: { suggest } })
  })
  test.each<[number, Json]>([
    [47001, { content: '好'.repeat(2_501) }],
    [47001, { content: '' }],
    [47001, { scene: 5 }],
    [47001, { version: 1 }],
    [40003, { openid: 'o-unknown' }],
  ])('answers %d to %j', async (code, more) => {
    expect(await check(more)).toMatchObject({ errcode: code })
  })
  test('answers 61010 for a person who is inactive for two hours', async () => {
    stage.clock.now += 2 * HOUR - 1
    expect(await check()).toMatchObject({ errcode: 0 })
    stage.clock.now += 1
    expect(await check()).toMatchObject({ errcode: 61010 })
  })
  test('refuses an openid of another account, GET, an empty body and an invalid token', async () => {
    stage.standIn.officialCode('gh-1')
    expect(await check({ openid: 'gh-1' })).toMatchObject({ errcode: 43104 })
    expect(await wire.ask('/wxa/msg_sec_check', await wire.token())).toMatchObject({ errcode: 43302 })
    expect(await wire.ask('/wxa/msg_sec_check', await wire.token(), '')).toMatchObject({ errcode: 44002 })
    expect(await wire.ask('/wxa/msg_sec_check', { access_token: 'x' }, {})).toMatchObject({ errcode: 40001 })
  })
})

test('msg_sec_check answers 45011 when the quota of the minute is used up', async () => {
  const limited = await openTestStage({ db: NO_DATABASE, limits: { msg_sec_check: { minute: 2 } } })
  const post = () =>
    fetch(`${limited.settings.api}/wxa/msg_sec_check`, { method: 'POST' }).then((reply) => reply.json())
  expect([await post(), await post(), await post()]).toMatchObject(
    [40001, 40001, 45011].map((errcode) => ({ errcode })),
  )
  await limited.close()
})

describe('getwxacodeunlimit', () => {
  const draw = async (more: Json = {}) =>
    wire.ask('/wxa/getwxacodeunlimit', await wire.token(), { scene: 's=1', page: 'pages/index/index', ...more })
  test('returns a PNG', async () => {
    const { picture } = await draw({ scene: "!#$&'()*+,/:;=?@-._~abcdefghijkl" })
    expect(picture.subarray(1, 4).toString()).toBe('PNG')
  })
  test.each<[number, Json]>([
    [40129, { scene: 'a'.repeat(33) }],
    [40129, { scene: 'a%20b' }],
    [40129, { scene: '站' }],
    [40129, { scene: '' }],
    [41030, { page: '/pages/index/index' }],
    [41030, { page: 'pages/gone/index' }],
    [40097, { width: 100 }],
    [40097, { env_version: 'beta' }],
  ])('answers %d to %j', async (code, more) => {
    expect(await draw(more)).toMatchObject({ errcode: code })
  })
  test('answers 45009 when the quota of the minute is used up, and works in the next', async () => {
    await draw()
    await draw()
    expect(await draw()).toMatchObject({ errcode: 45009 })
    stage.clock.now += MINUTE
    expect(await draw()).toHaveProperty('picture')
  })
})
