import { expect, type Locator, test } from '@playwright/test'
import decodeQR from 'qr/decode.js'
import { openPhone, pageFaults } from './h5-phone'

const SESSION = 'hp003.story-2611241000'

/** Decodes the QR code of an image as the browser renders it. */
async function readPicture(picture: Locator): Promise<string> {
  const shown = await picture.evaluate((image: HTMLImageElement) => {
    const { naturalWidth: width, naturalHeight: height } = image
    const canvas = Object.assign(document.createElement('canvas'), { width, height })
    const drawn = canvas.getContext('2d')
    drawn?.drawImage(image, 0, 0)
    return { width, height, data: [...(drawn?.getImageData(0, 0, width, height).data ?? [])] }
  })
  return decodeQR({ ...shown, data: new Uint8Array(shown.data) })
}

test('a shared link opens its session; login returns to it, and links lead to nearby stations', async ({ browser }) => {
  const context = await browser.newContext()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const sender = await openPhone(context)
  await sender.loginAs(/^林晓梅/)
  await sender.open(`/pages/session/index?id=${SESSION}`)
  // Without the Web Share API the link is copied.
  await sender.page.evaluate(() => Object.defineProperty(navigator, 'share', { value: undefined }))
  await sender.tap('转给家人朋友')
  await sender.sees('复制好了')
  const sent = await sender.page.evaluate(() => navigator.clipboard.readText())
  expect(sent).toMatch(/^绘本故事会 · 11月24日 周二 上午 10:00–10:40 · 红小宝基地·萝岗儿童公园 http/)
  expect(sent).not.toMatch(/林晓梅|小宝 /)
  const [link = ''] = /http\S+$/.exec(sent) ?? []
  expect(new URL(link).hash).toBe(`#/pages/session/index?id=${SESSION}`)

  const reader = await openPhone(await browser.newContext())
  await reader.page.goto(link)
  await reader.sees('谁能来')
  await reader.tap('登录后预约')
  await reader.tap(/^陈伯安/)
  await reader.sees('谁能来')
  await reader.sees('陈伯安')
  await reader.tap('看看附近')
  await reader.sees(/走路一刻钟|15 分钟内/)

  // The home button of the navigation bar leads there, too.
  await reader.page.goto(link)
  await reader.page.reload()
  await reader.sees('谁能来')
  await reader.page.locator('.taro-navigation-bar-home').click()
  await reader.sees(/走路一刻钟|15 分钟内/)
  expect(pageFaults).toEqual([])
})

test('the Web Share API gets the title and URL of a station', async ({ browser }) => {
  const person = await openPhone(await browser.newContext())
  await person.open('/pages/station/index?id=hp003')
  await person.page.evaluate(() => {
    const shared: unknown[] = []
    Object.assign(window, { shared })
    Object.defineProperty(navigator, 'share', { value: async (what: unknown) => void shared.push(what) })
  })
  await person.tap('转给家人朋友')
  const shared = await person.page.evaluate(
    () => (window as unknown as { shared: { title: string; url: string }[] }).shared,
  )
  expect(shared).toEqual([
    {
      title: expect.stringMatching(/^红小宝基地·萝岗儿童公园 · ./),
      url: expect.stringMatching(/#\/pages\/station\/index\?id=hp003$/),
    },
  ])
  expect(pageFaults).toEqual([])
})

test('a poster can be printed, and its code opens the station', async ({ browser }) => {
  const manager = await openPhone(await browser.newContext())
  await manager.loginAs(/^梁慧/)
  await manager.open('/manager/pages/poster/index?station=hp003')
  const code = manager.screen.locator('.a4-code img')
  await expect(code).toBeVisible()
  // The stand-in draws a QR code with the path that WeChat’s code would open.
  const opened = await readPicture(code)
  expect(opened).toBe('pages/station/index?scene=s%3Dhp003')
  await manager.page.emulateMedia({ media: 'print' })
  await expect(manager.screen.locator('.a4')).toBeVisible()
  await expect(manager.screen.getByText('打印', { exact: true })).toBeHidden()

  const visitor = await openPhone(await browser.newContext())
  await visitor.page.goto(`/#/${opened}`)
  await visitor.sees('站内约定')
  await visitor.sees('看看附近')
  await visitor.tap(/^绘本故事会/)
  await visitor.sees('谁能来')
  await expect(visitor.screen.getByText('看看附近')).toHaveCount(0)
  await visitor.page.goBack()
  await visitor.sees('站内约定')
  expect(pageFaults).toEqual([])
})

test('a missing session or station is reported, and a link without an id opens the start page', async ({ browser }) => {
  const person = await openPhone(await browser.newContext())
  await person.open('/pages/session/index?id=hp003.gone-2611231500')
  await person.sees('没有找到这一场')
  await person.tap(/^红小宝基地/)
  await person.sees('站内约定')
  await person.page.goto('/#/pages/station/index?id=hp998')
  await person.page.reload()
  await person.sees('没有找到这个站')
  await person.page.goto('/#/pages/station/index')
  await person.page.reload()
  await person.sees(/走路一刻钟/)
  // Browsers log the 404 of a missing session or station.
  expect(pageFaults.splice(0).filter((fault) => !/404/.test(fault))).toEqual([])
})
