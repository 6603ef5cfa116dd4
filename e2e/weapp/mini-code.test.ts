import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { sceneOf } from '@core/notify/scene'
import { MORNING, startCloud } from '../cloud'
import { readQr } from '../read-qr'
import { launch } from './harness/launch'
import { descendants, tagOf, text } from './harness/view/tree'
import { type Cloud, HERE, loginAs, openPhone, type Phone, SESSION } from './weapp-phone'

/** WeChat’s launch scenes: a mini-program code, a card in a chat, a page previewed from the timeline. */
const [CODE, CARD, TIMELINE] = [1047, 1007, 1154]
/** Path by which WeChat opens the page of a code: with the scene, encoded. */
const scanned = (page: string, scene: string | undefined) => `${page}?scene=${encodeURIComponent(scene ?? '')}`
const STATION_CODE = scanned('pages/station/index', sceneOf('station', 'hp003'))
const SESSION_CODE = scanned('pages/session/index', sceneOf('session', SESSION))

let cloud: Cloud
before(async () => {
  cloud = await startCloud({ wechat: true })
})
after(() => cloud.stop())

const coldStart = (path: string, scene: number): Promise<Phone> =>
  launch({ dist: 'dist/weapp', cloud: cloud.at, path, scene, now: MORNING, location: HERE })

function finish(phone: Phone): void {
  assert.deepEqual(phone.errors, [])
  phone.close()
}
/** Copies an object of the app’s realm, whose prototypes differ from those of the test. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const imagesOn = (phone: Phone): string =>
  descendants(phone.root)
    .filter((one) => tagOf(one) === 'image')
    .map((one) => text(one, 'src'))
    .join()

test('a station’s code cold-starts its page, with a link to nearby stations', async () => {
  const phone = await coldStart(STATION_CODE, CODE)
  assert.match(phone.text(), /红小宝基地/)
  assert.deepEqual(phone.stack, ['pages/station/index'])
  await phone.tap(/^绘本故事会，15:00/)
  assert.doesNotMatch(phone.text(), /看看附近/)
  await phone.back()
  await phone.tap('看看附近')
  assert.deepEqual(phone.stack, ['pages/nearby/index'])
  finish(phone)
})

test('a session’s code cold-starts its page without login; login returns to it, and booking works', async () => {
  const phone = await coldStart(SESSION_CODE, CODE)
  assert.match(phone.text(), /绘本故事会/)
  assert.match(phone.text(), /红小宝基地/)
  await phone.tap('登录后预约')
  await phone.tap(/^林晓梅/)
  assert.deepEqual(phone.stack, ['pages/session/index'])
  assert.match(phone.text(), /看看附近/)
  await phone.tap('预约 1 位')
  assert.match(phone.text(), /林晓梅/)
  finish(phone)
})

test('with the app open, a code or a card opens its own page and closes the previous ones', async () => {
  const phone = await openPhone(cloud, MORNING)
  await phone.enter(STATION_CODE, CODE)
  assert.match(phone.text(), /站内约定/)
  await phone.enter(`pages/session/index?id=${SESSION}`, CARD)
  assert.match(phone.text(), /谁能来/)
  assert.deepEqual(phone.stack, ['pages/session/index'])
  await phone.tap('看看附近')
  await phone.enter(scanned('pages/station/index', 's=hp001'), CODE)
  assert.match(phone.text(), /全芯共享/)
  finish(phone)
})

test('a code with an invalid scene opens the start page without an error', async () => {
  for (const scene of ['x=1', 'hp003', '', '%', 's=hp003&id=hp001', 'e=hp003']) {
    const phone = await coldStart(scanned('pages/station/index', scene), CODE)
    assert.deepEqual(phone.stack, ['pages/nearby/index'], scene)
    finish(phone)
  }
  const phone = await coldStart('pages/session/index?scene=%E0%A4%A', CODE)
  assert.deepEqual(phone.stack, ['pages/nearby/index'])
  finish(phone)
})

test('the code of a removed station or session says so, and links to its station or to nearby', async () => {
  const phone = await coldStart(scanned('pages/station/index', 's=hp998'), CODE)
  assert.match(phone.text(), /没有找到这个站点，它可能搬走或改名了/)
  await phone.tap('看看附近')
  assert.deepEqual(phone.stack, ['pages/nearby/index'])
  await phone.enter(scanned('pages/session/index', 'e=hp003.gone-2611231500'), CODE)
  assert.match(phone.text(), /没有找到这一场/)
  await phone.tap(/^红小宝基地/)
  assert.deepEqual(phone.stack, ['pages/station/index'])
  await phone.enter(scanned('pages/session/index', 'e=hp998.gone-2611231500'), CODE)
  await phone.tap('看看附近')
  assert.deepEqual(phone.stack, ['pages/nearby/index'])
  finish(phone)
})

test('a share card has what, when, where and the path, and nothing about the sender', async () => {
  const phone = await coldStart(SESSION_CODE, CODE)
  await loginAs(phone, /^林晓梅/)
  await phone.enter(SESSION_CODE, CODE)
  assert.match(phone.text(), /小宝/)
  const card = {
    title: '绘本故事会 · 11月23日 周一 下午 3:00–3:40 · 红小宝基地·萝岗儿童公园',
    imageUrl: '/static/share.png',
  }
  assert.deepEqual(plain(await phone.share()), { ...card, path: `/pages/session/index?id=${SESSION}` })
  assert.deepEqual(plain(await phone.shareTimeline()), { ...card, query: `id=${SESSION}` })
  assert.ok(existsSync(`dist/weapp${card.imageUrl}`))
  await phone.enter(STATION_CODE, CODE)
  const shared = (await phone.share()) as { title: string; path: string }
  assert.match(shared.title, /^红小宝基地·萝岗儿童公园 · ./)
  assert.equal(shared.path, '/pages/station/index?id=hp003')
  assert.ok(phone.tappables().some((one) => one.text === '转给家人朋友'))
  finish(phone)
})

test('the timeline preview shows session and station, and uses nothing that WeChat disables there', async () => {
  const phone = await coldStart(`pages/session/index?id=${SESSION}`, TIMELINE)
  assert.match(phone.text(), /前往小程序/)
  assert.match(phone.text(), /绘本故事会/)
  for (const way of [/登录后预约/, /看看附近/, /转给家人朋友/]) assert.doesNotMatch(phone.text(), way)
  assert.deepEqual(phone.tappables(), [])
  finish(phone)
  const station = await coldStart('pages/station/index?id=hp003', TIMELINE)
  assert.match(station.text(), /前往小程序/)
  await station.tap(/^绘本故事会，15:00/)
  assert.deepEqual(station.stack, ['pages/station/index'])
  for (const way of ['带我去', /打电话/, '看看附近'])
    assert.equal(
      station.tappables().some((one) => one.text.match(way)),
      false,
    )
  finish(station)
})

test('a manager saves a station’s code to the album; without permission, a long press is suggested', async () => {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^梁慧/)
  await phone.open('/manager/pages/poster/index?station=hp003')
  assert.match(phone.text(), /微信扫一扫，看看有什么/)
  assert.match(imagesOn(phone), /^http:\/\/usr\/pictures\/[\d-]+\.png$/)
  phone.device.guide = 'unread'
  await phone.tap('把二维码保存到相册')
  await phone.tap('暂不同意')
  assert.match(phone.text(), /没有允许保存到相册。长按/)
  phone.device.guide = 'agreed'
  const expected = { denied: /没有允许保存到相册。长按/, cancelled: /把二维码保存到相册/, allowed: /已保存到相册/ }
  for (const [album, message] of Object.entries(expected)) {
    phone.device.album = album as keyof typeof expected
    await phone.tap('把二维码保存到相册')
    assert.match(phone.text(), message)
  }
  const [saved] = phone.device.actions.filter(({ name }) => name === 'saveImageToPhotosAlbum')
  assert.equal(saved?.detail.begins, 'PNG')
  assert.ok(phone.meter.bytes < 60_000, `${phone.meter.bytes} bytes`)
  await phone.open(`/manager/pages/roster/index?id=${SESSION}`)
  await phone.tap('海报')
  assert.match(phone.text(), /微信扫一扫，就能预约/)
  assert.match(phone.text(), /11月23日 周一 下午 3:00/)
  finish(phone)
})

test('a guardian code scanned by another person makes them a guardian, too, after login', async () => {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^林晓梅/)
  await phone.open('/resident/pages/household/index')
  // The child’s invite button, after the home button and two edit buttons.
  await phone.tap({ selector: '.button', nth: 3 })
  const code = /[0-9A-HJKMNP-TV-Z]{5} [0-9A-HJKMNP-TV-Z]{5}/.exec(phone.text())?.[0] ?? ''
  await phone.tap('对方就在旁边？出示二维码')
  assert.match(imagesOn(phone), /pictures/)
  finish(phone)

  const other = await coldStart(
    scanned('resident/pages/household/index', sceneOf('guardian', code.replace(' ', '').toLowerCase())),
    CODE,
  )
  assert.match(other.text(), /家人邀请您共同照顾/)
  await other.tap('登录')
  await other.tap(/^陈伯安/)
  assert.deepEqual(other.stack, ['resident/pages/household/index'])
  const field = descendants(other.root).find((one) => tagOf(one) === 'input')
  assert.equal(field && text(field, 'value'), code)
  await other.tap(/^我是孩子的父母/)
  await other.tap('共同照顾')
  assert.match(other.text(), /小宝/)
  finish(other)
})

test('without WeChat settings a poster has a QR code that opens the page in a browser', async () => {
  const without = await startCloud()
  const phone = await openPhone(without, MORNING)
  await loginAs(phone, /^梁慧/)
  await phone.open('/manager/pages/poster/index?station=hp003')
  assert.match(phone.text(), /扫一扫，看看有什么/)
  assert.doesNotMatch(phone.text(), /微信扫一扫|保存到相册/)
  assert.match(readQr(imagesOn(phone)), /^http:\/\/[^/]+\/#\/pages\/station\/index\?id=hp003$/)
  finish(phone)
  await without.stop()
})
