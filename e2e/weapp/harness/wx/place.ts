import { asyncMembers, type Host, type Members, type Options } from './api'
import { WxFailure } from './wx-failure'

/** Location interfaces, which need the person's permission and must be declared in app.json. */
export function place(host: Host): Members {
  const { device, pkg, faults } = host
  const locate = (name: string) => () => {
    if (!pkg.app.requiredPrivateInfos?.includes(name)) {
      faults.report(`wx.${name}`, 'is not declared in requiredPrivateInfos of app.json')
      throw new WxFailure('the api need to be declared in the requiredPrivateInfos field in app.json/ext.json')
    }
    if (device.location === 'denied') throw new WxFailure('auth deny')
    return { ...device.location, speed: -1, accuracy: 30, verticalAccuracy: 30, horizontalAccuracy: 30 }
  }
  const granted = () => ({ authSetting: { 'scope.userLocation': device.location !== 'denied', 'scope.camera': true } })
  return asyncMembers(host, {
    getLocation: locate('getLocation'),
    getFuzzyLocation: locate('getFuzzyLocation'),
    openLocation: (options) => {
      for (const key of ['latitude', 'longitude']) {
        if (typeof options[key] !== 'number') throw new WxFailure(`parameter error: ${key} should be a number`)
      }
      device.act('openLocation', pick(options, ['latitude', 'longitude', 'name', 'address']))
    },
    getSetting: granted,
    openSetting: () => {
      device.act('openSetting')
      return granted()
    },
    authorize: ({ scope }) => {
      const scopes: Record<string, boolean> = granted().authSetting
      if (scopes[String(scope)] === false) throw new WxFailure('auth deny')
    },
  })
}

function pick(options: Options, keys: string[]): Options {
  return Object.fromEntries(keys.filter((key) => key in options).map((key) => [key, options[key]]))
}
