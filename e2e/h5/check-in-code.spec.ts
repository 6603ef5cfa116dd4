import { expect, test } from '@playwright/test'
import { readQr } from '../read-qr'
import { openPhone, pageFaults } from './h5-phone'

/** An unstaffed room; it begins in an hour, so self check-in is open. */
const SESSION = 'hp001.room-2611231100'

test('a resident checks in by a code on a screen and is on the roster; a card can be printed', async ({ browser }) => {
  const manager = await openPhone(await browser.newContext())
  await manager.loginAs(/^梁慧/)
  await manager.open(`/manager/pages/check-in-code/index?id=${SESSION}`)
  const code = manager.screen.locator('.check-in-code-qr img')
  await expect(code).toBeVisible()
  const address = new URL(readQr((await code.getAttribute('src')) ?? ''))
  expect(address.pathname).toBe('/w')

  const resident = await openPhone(await browser.newContext())
  await resident.loginAs(/^林晓梅/)
  await resident.open(`/pages/session/index?id=${SESSION}`)
  await resident.tap('陈秀兰')
  await resident.tap('预约 2 位')
  await expect(resident.screen.locator('.pass-code')).toBeVisible()
  const booking = /id=([^&]+)/.exec(resident.page.url())?.[1]

  await resident.page.goto(address.pathname + address.search)
  await resident.sees('到场了')
  await resident.sees('林晓梅、陈秀兰 · 2 位')
  await manager.open(`/manager/pages/roster/index?id=${SESSION}`)
  await manager.sees('自己签到')

  await resident.open(`/resident/pages/card/index?id=${booking}`)
  await resident.sees('陈秀兰')
  const card = resident.screen.locator('.paper-card')
  expect(readQr((await card.locator('img').getAttribute('src')) ?? '')).toMatch(/^YK2:/)
  await resident.tap('证件后四位')
  const sent: string[] = []
  resident.page.on('request', (request) => sent.push(request.url()))
  await resident.screen.getByLabel('陈秀兰的证件后四位').fill('123x')
  await expect(card).toContainText('123X')
  await resident.page.emulateMedia({ media: 'print' })
  await expect(card).toBeVisible()
  await expect(resident.screen.getByText('给不用手机的人')).toBeHidden()
  expect(sent).toEqual([])
  expect(pageFaults).toEqual([])
})
