import { asyncMembers, type Host, type Members } from './api'
import { WxFailure } from './wx-failure'

const MOST_TEMPLATES = 3

/** Interfaces that act for the person: login, camera, calls, calendar, messages, clipboard. */
export function person(host: Host): Members {
  const { device } = host
  return {
    getAccountInfoSync: () =>
      host.realm.clone({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }),
    ...asyncMembers(host, {
      login: () => {
        if (!device.online) throw new WxFailure('network error')
        device.loginCode += 1
        return { code: device.wechat?.loginCode() ?? `code-${device.loginCode}` }
      },
      checkSession: () => undefined,
      scanCode: () => {
        const result = device.scans.shift()
        if (result === undefined) throw new WxFailure('cancel')
        return { result, scanType: 'QR_CODE', charSet: 'UTF-8', path: '' }
      },
      makePhoneCall: ({ phoneNumber }) => device.act('makePhoneCall', { phoneNumber }),
      addPhoneCalendar: ({ title, startTime, endTime, location }) => {
        if (typeof startTime !== 'number' || startTime > 1e11)
          throw new WxFailure('parameter error: startTime is in seconds')
        device.act('addPhoneCalendar', { title, startTime, endTime, location })
      },
      requestSubscribeMessage: ({ tmplIds = [] }) => {
        const templates = tmplIds as string[]
        if (templates.length > MOST_TEMPLATES)
          throw new WxFailure('Templates count out of max bounds', { errCode: 20003 })
        device.act('requestSubscribeMessage', { tmplIds: [...templates] })
        if (device.subscription === 'accept') for (const template of templates) device.wechat?.grant(template)
        return Object.fromEntries(templates.map((template) => [template, device.subscription]))
      },
      setClipboardData: ({ data }) => {
        device.clipboard = String(data)
      },
      getClipboardData: () => ({ data: device.clipboard }),
      vibrateShort: ({ type }) => device.act('vibrateShort', { type }),
      vibrateLong: () => device.act('vibrateLong'),
      previewImage: ({ urls }) => device.act('previewImage', { urls }),
      showShareMenu: () => undefined,
      hideShareMenu: () => undefined,
    }),
  }
}
