import { writeFileSync } from 'node:fs'
import { chromium, expect, test } from '@playwright/test'
import encodeQR from 'qr'
import { openPhone } from './person'

const WIDTH = 640
const HEIGHT = 480
const MODULE = 8
const GREY = 128

/** What a camera sees that looks at this code: one still frame of YUV 4:2:0, as Chromium's stand-in camera plays it. */
function filmOf(text: string): Buffer {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', encoding: 'alphanumeric', border: 4 })
  const left = Math.floor((WIDTH - rows.length * MODULE) / 2)
  const top = Math.floor((HEIGHT - rows.length * MODULE) / 2)
  const light = Buffer.alloc(WIDTH * HEIGHT, 235)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      if (rows[Math.floor((y - top) / MODULE)]?.[Math.floor((x - left) / MODULE)]) light[y * WIDTH + x] = 16
    }
  }
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc((WIDTH * HEIGHT) / 2, GREY)])
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`)
  return Buffer.concat([header, ...Array(10).fill(frame)])
}

test('the browser’s camera reads a pass off another phone', async ({ browser, baseURL }, info) => {
  const member = await openPhone(await browser.newContext())
  await member.loginAs(/^周建明/)
  await member.open('/pages/session/index?id=hp001.room-2611232000')
  await member.tap('预约 1 位')
  await expect(member.screen.locator('.pass-code')).toBeVisible()
  const pass = await member.shown()
  const film = info.outputPath('pass.y4m')
  writeFileSync(film, filmOf(pass))

  const door = await chromium.launch({
    ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ],
  })
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
  await door.close()
})
