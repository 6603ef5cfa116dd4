import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { writeFixture } from './harness/harness-fixture'
import { WechatCompilers } from './harness/package/wechat-compilers'

const compilers = new WechatCompilers()
after(() => compilers.remove())
const skip = compilers.missing ?? false

test('WeChat’s compilers accept every WXML, WXS and WXSS file of the built package', { skip }, () => {
  assert.deepEqual(compilers.faults('dist/weapp'), [])
})

test('a selector that only WeChat refuses is reported with its file and place', { skip }, () => {
  assert.deepEqual(compilers.faults(writeFixture()), [])
  for (const refused of [
    '.printing .stack > :not(.printed) { display: none }',
    '* { margin: 0 }',
    '.a { .b { top: 0 } }',
  ])
    assert.match(
      compilers.faults(writeFixture({ 'pages/mine/index.wxss': `.mine { top: 0 }\n${refused}` })).join('\n'),
      /^wcsc: ERR: pages\/mine\/index\.wxss\(2:\d+\): /,
      refused,
    )
})

test('a sheet that imports a missing one is reported', { skip }, () => {
  const dist = writeFixture({ 'app.wxss': '@import "./gone.wxss";' })
  assert.match(compilers.faults(dist).join('\n'), /gone\.wxss` not found from `app\.wxss`/)
})

test('broken WXML, and WXS that is broken or missing, are reported with their file', { skip }, () => {
  const wxs = (text: string) => ({
    'pages/mine/index.wxml': '<wxs module="m" src="./m.wxs" />',
    'pages/mine/m.wxs': text,
  })
  assert.deepEqual(compilers.faults(writeFixture(wxs('module.exports = { one: 1 }'))), [])
  for (const files of [
    { 'pages/mine/index.wxml': '<view><text></view>' },
    { 'pages/mine/index.wxml': '<view wx:if="{{a +* b}}" />' },
    { 'pages/mine/index.wxml': '<wxs module="m" src="./m.wxs" />' },
    wxs('module.exports = () => 1'),
  ])
    assert.match(compilers.faults(writeFixture(files)).join('\n'), /^wcc: .*pages\/mine\//, JSON.stringify(files))
})

test('a machine for which there are no compilers is named as the reason to skip', () => {
  const none = new WechatCompilers('sunos')
  none.remove()
  assert.equal(none.missing, 'skipped: WeChat publishes no compilers for sunos')
})
