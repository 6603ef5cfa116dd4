import { writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { cameraFilm, launchWithCamera } from './fake-camera'
import { openPhone } from './h5-phone'

test('the browser’s camera reads a pass off another phone', async ({ browser, baseURL }, info) => {
  const member = await openPhone(await browser.newContext())
  await member.loginAs(/^周建明/)
  await member.open('/pages/session/index?id=hp001.room-2611232000')
  await member.tap('预约 1 位')
  await expect(member.screen.locator('.pass-code')).toBeVisible()
  const pass = await member.shown()
  const film = info.outputPath('pass.y4m')
  writeFileSync(film, cameraFilm(pass))

  const door = await launchWithCamera(film)
  const context = await door.newContext({
    baseURL,
    locale: 'zh-CN',
    viewport: { width: 390, height: 844 },
    permissions: ['camera'],
  })
  const manager = await openPhone(context)
  await manager.loginAs(/^梁慧/)
  await manager.open('/manager/pages/scan/index?station=hp001')
  await manager.tap('打开摄像头')
  await manager.sees('周*明 · 1 位 · 请进')
  // What it films is seen whole or from its middle, not from a corner.
  const [frame, picture] = await Promise.all(
    ['.camera', '.camera video'].map((part) => manager.screen.locator(part).boundingBox()),
  )
  expect(picture).toEqual(frame)
  await door.close()
})
