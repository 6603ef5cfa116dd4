import { expect, test } from '@playwright/test'
import { fillSession, SESSION } from '../waitlist'
import { openPhone, pageFaults } from './h5-phone'

test('a waiting household gets a notice and seats together once two others have cancelled', async ({
  browser,
  baseURL,
}) => {
  const [first, second] = await fillSession(baseURL ?? '')
  const resident = await openPhone(await browser.newContext())
  await resident.loginAs(/^林晓梅/)
  await resident.open(`/pages/session/index?id=${SESSION}`)
  await resident.tap('小宝')
  await resident.sees('已约满')
  await resident.tap('排队（2 位）')
  await resident.sees('第 1 组')
  await resident.sees('这 2 位要一起，等空出 2 个名额')

  // One free seat is not enough: a group of two is not split.
  await first?.()
  await resident.open('/pages/mine/index')
  await resident.sees('在排队')
  await second?.()
  await resident.open('/resident/pages/inbox/index')
  await resident.sees('有名额了：绘本故事会')
  await resident.tap(/有名额了/)
  await resident.tap('接受')
  await expect(resident.screen.locator('.pass-code')).toBeVisible()
  await resident.sees('林晓梅、小宝')
  expect(pageFaults).toEqual([])
})
