import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import en from '../../src/words/en.json'
import { MORNING, startCloud } from '../cloud'
import { launch } from './harness/launch'
import type { AppPackage } from './harness/package/app-package'
import { descendants } from './harness/view/tree'
import { type Cloud, openPhone, type Phone } from './weapp-phone'

const LIGHT = '#faf7f2'
const DARK = '#13110f'

let cloud: Cloud
before(async () => {
  cloud = await startCloud()
})
after(() => cloud.stop())

/** The theme that the page is drawn in. */
const themeOf = (phone: Phone): string | undefined =>
  descendants(phone.root)
    .flatMap((element) => element.class.split(' '))
    .find((name) => name === 'dark' || name === 'light')

async function openSettings(phone: Phone): Promise<void> {
  await phone.open('/pages/mine/index')
  await phone.tap('设置')
}

/** Names of theme variables in the settings of the app and its pages. */
function variablesOf(pkg: AppPackage): string[] {
  const settings = JSON.stringify([pkg.app, ...pkg.pages.map((page) => pkg.pageJson(page))])
  return [...new Set([...settings.matchAll(/"@(\w+)"/g)].map(([, name = '']) => name))]
}

test('the app follows the theme of the phone, at its start and when it changes', async () => {
  const phone = await launch({ dist: 'dist/weapp', cloud: cloud.at, now: MORNING, appBaseInfo: { theme: 'dark' } })
  assert.deepEqual([themeOf(phone), phone.page.bar], ['dark', DARK])
  await phone.setTheme('light')
  assert.deepEqual([themeOf(phone), phone.page.bar], ['light', LIGHT])
  await phone.close()
})

test('a theme that changed while the app was in the background counts when it is shown', async () => {
  const phone = await openPhone(cloud, MORNING)
  await phone.hide()
  phone.device.baseInfo.theme = 'dark'
  await phone.show()
  assert.deepEqual([themeOf(phone), phone.page.bar], ['dark', DARK])
  await phone.close()
})

test('every theme variable has a value in both themes, and a page has the bar of its theme before it is drawn', async () => {
  const phone = await openPhone(cloud, MORNING)
  const { pkg } = phone
  const names = variablesOf(pkg)
  assert.ok(names.length > 0)
  for (const name of names)
    for (const theme of ['light', 'dark'] as const) assert.ok(pkg.themed(`@${name}`, theme), `${name} in ${theme}`)
  assert.equal(pkg.themed(pkg.app.window?.navigationBarBackgroundColor, 'light'), LIGHT)
  assert.equal(pkg.themed(pkg.app.window?.navigationBarBackgroundColor, 'dark'), DARK)
  await phone.close()
})

test('the bar follows language and theme on the page that is shown, and on a hidden page once it is shown', async () => {
  const phone = await openPhone(cloud, MORNING)
  await openSettings(phone)
  assert.deepEqual([phone.page.title, phone.page.bar], ['设置', LIGHT])
  await phone.tap('English')
  assert.equal(phone.page.title, en['mine.settings'])
  await phone.tap('Dark')
  assert.equal(phone.page.bar, DARK)
  await phone.back()
  assert.deepEqual([phone.page.route, phone.page.title, phone.page.bar], ['pages/mine/index', en['tab.mine'], DARK])
  assert.deepEqual(phone.errors, [])
  await phone.close()
})
