import type { Booking } from '@core/booking/booking'
import Taro from '@tarojs/taro'
import { addToCalendar } from '../files/calendar'
import { saveToAlbum } from '../pictures/album'
import { isDenied, openSettings, type Permission } from './permissions'
import * as browser from './permissions.h5'

const settings: Record<string, boolean> = {}
const refuse = (message: string) => async () => {
  throw { errMsg: message }
}
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    getSetting: jest.fn(),
    openSetting: jest.fn(),
    addPhoneCalendar: jest.fn(),
    saveImageToPhotosAlbum: jest.fn(),
  },
}))
const wx = Taro as unknown as Record<string, jest.Mock>

beforeEach(() => {
  for (const scope of Object.keys(settings)) delete settings[scope]
  wx.getSetting?.mockImplementation(async () => ({ authSetting: { ...settings } }))
})

const SCOPES: [Permission, string][] = [
  ['location', 'scope.userLocation'],
  ['camera', 'scope.camera'],
  ['calendar', 'scope.addPhoneCalendar'],
  ['album', 'scope.writePhotosAlbum'],
]

test.each(SCOPES)('%s is denied only where the person said no', async (permission, scope) => {
  expect(await isDenied(permission)).toBe(false)
  settings[scope] = true
  expect(await isDenied(permission)).toBe(false)
  settings[scope] = false
  expect(await isDenied(permission)).toBe(true)
})

test.each(SCOPES)('the settings tell whether %s is given now', async (permission, scope) => {
  wx.openSetting?.mockResolvedValueOnce({ authSetting: { [scope]: false } })
  expect(await openSettings(permission)).toBe(false)
  wx.openSetting?.mockResolvedValueOnce({ authSetting: { [scope]: true } })
  expect(await openSettings(permission)).toBe(true)
  wx.openSetting?.mockImplementationOnce(refuse('openSetting:fail'))
  expect(await openSettings(permission)).toBe(false)
})

test('a browser has no such settings', async () => {
  expect(await browser.isDenied('camera')).toBe(false)
  expect(await browser.openSettings('camera')).toBe(false)
})

test('a refused calendar is told apart from one that failed', async () => {
  const booking = { title: '', startsAt: '2026-01-01T00:00:00Z', endsAt: '2026-01-01T00:00:00Z' } as unknown as Booking
  wx.addPhoneCalendar?.mockImplementation(refuse('addPhoneCalendar:fail'))
  expect(await addToCalendar(booking)).toBe('failed')
  settings['scope.addPhoneCalendar'] = false
  expect(await addToCalendar(booking)).toBe('refused')
})

test('a refused album is known from the settings, whatever the message', async () => {
  wx.saveImageToPhotosAlbum?.mockImplementation(refuse('saveImageToPhotosAlbum:fail'))
  expect(await saveToAlbum?.('')).toBe('failed')
  settings['scope.writePhotosAlbum'] = false
  expect(await saveToAlbum?.('')).toBe('refused')
})
