import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { acting, writeFixture } from './harness-fixture'
import { launch } from './launch'
import { checkPackage } from './package/package-check'

/** Faults reported for an app that runs `body` on a tap. */
async function faultsOf(body: string): Promise<string> {
  const phone = await launch({ dist: acting(body), path: 'pages/mine/index' })
  await phone.tap('做')
  await phone.close()
  return phone.errors.join('\n')
}

async function firstLineAfter(body: string, cloud?: string): Promise<string> {
  const phone = await launch({ dist: acting(body), path: 'pages/mine/index', cloud })
  await phone.tap('做')
  await phone.close()
  assert.deepEqual(phone.errors, [])
  return phone.text().split('\n')[0] ?? ''
}

test('a tap reaches the innermost matching element, and bubbles until it is caught', async () => {
  const phone = await launch({ dist: writeFixture() })
  await phone.tap('選 乙')
  assert.match(phone.text(), /說：選了乙/)
  await phone.tap('收藏甲')
  assert.match(phone.text(), /說：收藏了/)
  await phone.tap('數 0')
  assert.match(phone.text(), /說：按了1/)
  assert.equal(phone.console.at(-1), 'tapped around')
  assert.deepEqual(phone.errors, [])
  await phone.close()
})

test('a tap on a missing, ambiguous, disabled or hidden element fails with the reason', async () => {
  const phone = await launch({ dist: writeFixture() })
  await assert.rejects(phone.tap('預約'), /No tappable matches 「預約」[\s\S]*<view> 選 甲[\s\S]*說：/)
  await assert.rejects(phone.tap(/☆/), /2 tappables match/)
  await assert.rejects(phone.tap('停用'), /「停用」 is disabled/)
  await assert.rejects(phone.tap('藏'), /match/)
  await phone.close()
})

test('typing, switching and picking go through the native controls', async () => {
  const phone = await launch({ dist: writeFixture() })
  await phone.type('姓名', '小明')
  assert.match(phone.text(), /說：小明/)
  await phone.tap('選 乙')
  assert.equal(phone.text().match(/選了乙/g)?.length, 2, 'the field shows what the app set after the typing')
  await phone.toggle('提醒')
  assert.match(phone.text(), /數 1/)
  await phone.toggle('提醒')
  assert.match(phone.text(), /數 0/)
  await phone.pick('種類', '乙')
  assert.match(phone.text(), /說：乙/)
  await assert.rejects(phone.pick('種類', '丁'), /offers 甲、乙/)
  await phone.close()
})

test('lifecycle calls of pages have WeChat’s order, and tab pages stay alive', async () => {
  const dist = writeFixture({
    'act.js': `module.exports = () => wx.navigateTo({ url: '/far/room/index?id=%E4%B8%80' })`,
  })
  const phone = await launch({ dist, path: 'pages/mine/index' })
  await phone.tap('做')
  assert.deepEqual(phone.stack, ['pages/mine/index', 'far/room/index'])
  await phone.back()
  await phone.tab('首頁')
  await phone.tab('我的')
  assert.deepEqual(phone.console, [
    ...['app launch', 'app show', 'mine load ', 'mine show', 'mine ready'],
    ...['mine hide', 'room load id=%E4%B8%80', 'room show', 'room ready', 'room unload', 'mine show'],
    ...['mine hide', 'home load ', 'home show', 'home ready', 'home hide', 'mine show'],
  ])
  assert.deepEqual(phone.errors, [])
  await phone.close()
})

test('an unknown member of wx is a fault, and a known one without a fake throws', async () => {
  assert.match(await faultsOf('wx.bookSession({})'), /wx\.bookSession does not exist in WeChat/)
  assert.match(await faultsOf('typeof wx.bookSession'), /wx\.bookSession does not exist/)
  assert.match(await faultsOf('wx.chooseImage({})'), /wx\.chooseImage is not in the harness/)
  assert.equal(await faultsOf('wx.vibrateShort({ type: "light" })'), '')
})

test('a function passed to setData is a fault, and setData is measured', async () => {
  assert.match(await faultsOf('page.setData({ item: { run() {} } })'), /run is a function/)
  const phone = await launch({ dist: acting('page.setData({ said: "一" })'), path: 'pages/mine/index' })
  phone.meter.reset()
  await phone.tap('做')
  assert.deepEqual({ ...phone.meter }, { calls: 1, bytes: Buffer.byteLength('{"said":"一"}') })
  await phone.close()
})

test('`process` left in the bundle is reported by the package check, and throws when run', async () => {
  const dist = acting('page.setData({ said: process.env.CLOUD_AT })')
  assert.deepEqual(checkPackage(dist).faults, ['act.js: process.env.CLOUD_AT is left in the bundle'])
  assert.match(await faultsOf('process.env.CLOUD_AT'), /process is not defined/)
})

test('the realm has no globals of a browser or of Node', async () => {
  const foreignGlobals =
    'window document fetch URL process Buffer global setImmediate navigator localStorage WebAssembly Intl'
  for (const name of foreignGlobals.split(' '))
    assert.match(await faultsOf(`${name}.x`), new RegExp(`${name} is not defined`))
  assert.match(await faultsOf('new Function("return 1")()'), /Code generation from strings disallowed/)
  const own = 'page.setData({ said: [] instanceof Array && wx.getWindowInfo() instanceof Object })'
  assert.equal(await firstLineAfter(own), '我的 true')
})

test('broken files are reported', async () => {
  assert.deepEqual(checkPackage(writeFixture()).faults, [])
  for (const broken of ['<view>{{ said </view>', '<view><text></view>', '<view wx:if="{{a +* b}}" />']) {
    const dist = writeFixture({ 'pages/mine/index.wxml': broken })
    assert.match(checkPackage(dist).faults.join('\n'), /^pages\/mine\/index\.wxml:1 /)
    await assert.rejects(launch({ dist }), /Broken WXML:\npages\/mine\/index\.wxml/)
  }
  assert.match(checkPackage(acting('let = ;')).faults.join('\n'), /act\.js: SyntaxError/)
  assert.match(checkPackage(writeFixture({ 'badge.json': '{' })).faults.join('\n'), /badge\.json: SyntaxError/)
  assert.match(checkPackage(writeFixture({ 'badge.json': '{}' })).faults.join('\n'), /"component": true/)
})

test('syntax that older phones cannot parse is reported', () => {
  for (const newer of ['2n ** 8n', 'page?.data', 'page ?? 1', '({ ...page })', 'class { said = 1 }', '1_000'])
    assert.match(checkPackage(acting(`return ${newer}`)).faults.join('\n'), /^act\.js: SyntaxError/, newer)
  for (const parsable of ['BigInt("2")', 'async () => { await page }', '2 ** 8', 'class { said() {} }'])
    assert.deepEqual(checkPackage(acting(`return ${parsable}`)).faults, [], parsable)
})

test('missing files are reported', () => {
  const app = {
    pages: ['pages/home/index', 'pages/gone/index'],
    tabBar: { list: [{ pagePath: 'x', text: '', iconPath: 'i.png' }] },
  }
  assert.deepEqual(checkPackage(writeFixture({ 'app.json': JSON.stringify(app) })).faults, [
    ...['js', 'json', 'wxml'].map((type) => `pages/gone/index.${type} is missing`),
    'tabBar: x is not a page of the main package',
    'tabBar: i.png is missing',
  ])
})

test('the size of a subpackage is counted apart from the main package', () => {
  const plain = checkPackage(writeFixture())
  const heavier = checkPackage(writeFixture({ 'far/more.js': 'x'.repeat(1000) }))
  assert.equal(heavier.main, plain.main)
  assert.equal(heavier.subpackages.far, (plain.subpackages.far ?? 0) + 1000)
})

test('undefined templates, errors in handlers and unhandled rejections are faults', async () => {
  const dist = writeFixture({ 'pages/mine/index.wxml': `<template is="{{'none' + n}}" />` })
  const phone = await launch({ dist, path: 'pages/mine/index' })
  assert.match(phone.errors.join('\n'), /No template is named none0/)
  await phone.close()
  assert.match(await faultsOf('throw new Error("boom")'), /uncaught in .*boom/)
  assert.match(await faultsOf('setTimeout(() => { throw new Error("late") }, 100)'), /uncaught in a timer: .*late/)
  assert.match(await faultsOf('Promise.reject(new Error("lost"))'), /unhandled rejection: .*lost/)
  assert.match(await faultsOf('console.error("bad", 1)'), /console\.error: bad 1/)
  const broken = {
    'far/room/index.js': 'oops()',
    'act.js': `module.exports = () => wx.navigateTo({ url: '/far/room/index', fail() {} })`,
  }
  const opener = await launch({ dist: writeFixture(broken), path: 'pages/mine/index' })
  await opener.tap('做')
  assert.match(opener.errors.join('\n'), /oops is not defined/)
  await opener.close()
})

test('settling runs short timers at once and leaves long ones', async () => {
  const started = Date.now()
  const dist = acting(
    `setTimeout(() => page.setData({ said: '快' }), 900); setTimeout(() => page.setData({ said: '慢' }), 30000)`,
  )
  const phone = await launch({ dist, path: 'pages/mine/index', now: 0 })
  await phone.tap('做')
  assert.match(phone.text(), /我的 快/)
  await phone.wait(30000)
  assert.match(phone.text(), /我的 慢/)
  assert.equal(phone.clock.now(), 30900)
  assert.ok(Date.now() - started < 5000)
  await phone.close()
})

test('requests go to the cloud under test, and fail offline', async (t) => {
  let reached = 0
  const server = createServer((request, response) => {
    reached += 1
    setTimeout(() => response.end(`{"path":"${request.url}"}`), 100)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.after(() => server.close())
  const cloud = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ask = `wx.request({ url: 'https://api.example.com/a?b=1',
    success: ({ data }) => page.setData({ said: data.path }), fail: ({ errMsg }) => page.setData({ said: errMsg }) })`
  assert.equal(await firstLineAfter(`const asked = ${ask}; setTimeout(() => asked.abort(), 800)`, cloud), '我的 /a?b=1')
  const phone = await launch({ dist: acting(ask), path: 'pages/mine/index', cloud })
  await phone.offline(true)
  await phone.tap('做')
  assert.match(phone.text(), /request:fail/)
  await phone.offline(false)
  assert.equal(reached, 1)
  await phone.holdRequests(true)
  await phone.tap('做')
  assert.match(phone.text(), /request:fail/)
  await phone.holdRequests(false)
  assert.match(phone.text(), /\/a\?b=1/)
  await phone.close()
})

test('storage survives a restart, and enforces WeChat’s limits', async () => {
  const phone = await launch({
    dist: acting(`wx.setStorageSync('k', { times: wx.getStorageSync('k').times + 1 || 1 })`),
    path: 'pages/mine/index',
  })
  await phone.tap('做')
  await phone.restart()
  await phone.tap('做')
  assert.deepEqual(phone.storage.get('k'), { times: 2 })
  await phone.close()
  const big = 'wx.setStorageSync("big", "x".repeat(1024 * 1024 + 1))'
  assert.match(await faultsOf(big), /exceed/)
})

test('private interfaces must be declared and permitted', async () => {
  const where = `wx.getLocation({ success: () => page.setData({ said: '在' }), fail: ({ errMsg }) => page.setData({ said: errMsg }) })`
  assert.equal(await firstLineAfter(where), '我的 getLocation:fail auth deny')
  assert.match(await faultsOf('wx.getFuzzyLocation({ fail() {} })'), /not declared in requiredPrivateInfos/)
})
