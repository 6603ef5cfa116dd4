import type { startCloud as start } from '../cloud'
import { readQr } from '../read-qr'
import { launch } from './harness/launch'
import { descendants, tagOf, text } from './harness/view/tree'

export const SESSION = 'hp003.story-2611231500'
/** The middle of 萝岗, GCJ-02. */
export const HERE = { latitude: 23.179, longitude: 113.5 }

export type Cloud = Awaited<ReturnType<typeof start>>
export type Phone = Awaited<ReturnType<typeof launch>>

/** Opens the mini-program on a phone whose clock stands still between actions, so that tests are deterministic. */
export const openPhone = (
  cloud: Cloud,
  now: number,
  more: { location?: typeof HERE | 'denied' } = {},
): Promise<Phone> =>
  launch({ dist: 'dist/weapp', cloud: cloud.at, path: '/pages/mine/index', now, location: HERE, ...more })

export async function loginAs(phone: Phone, name: RegExp): Promise<void> {
  await phone.open('/pages/login/index')
  await phone.tap(name)
}

export async function chooseHere(phone: Phone): Promise<void> {
  await phone.open('/pages/nearby/index')
  await phone.tap('看看我身边')
}

/** Text of the QR code on this phone's screen. */
export function qrTextOn(phone: Phone): string {
  const image = descendants(phone.root).find(
    (element) => tagOf(element) === 'image' && /^data:/.test(text(element, 'src')),
  )
  return readQr(image ? text(image, 'src') : '')
}
