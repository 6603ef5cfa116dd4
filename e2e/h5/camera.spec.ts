import { writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { cameraVideo, launchWithCamera } from './fake-camera'
import { openPhone } from './h5-phone'

test('the browser’s camera reads a pass from another phone', async ({ browser, baseURL }, info) => {
  const member = await openPhone(await browser.newContext())
  await member.loginAs(/^周建明/)
  await member.open('/pages/session/index?id=hp001.room-2611232000')
  await member.tap('预约 1 位')
  await expect(member.screen.locator('.pass-code')).toBeVisible()
  const pass = await member.passText()
  const video = info.outputPath('pass.y4m')
  writeFileSync(video, cameraVideo(pass))

  const managerBrowser = await launchWithCamera(video)
  const context = await managerBrowser.newContext({
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
  // The video fills its frame exactly.
  const [frameBox, videoBox] = await Promise.all(
    ['.camera', '.camera video'].map((part) => manager.screen.locator(part).boundingBox()),
  )
  expect(videoBox).toEqual(frameBox)
  await managerBrowser.close()
})
