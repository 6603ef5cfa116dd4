import { asyncMembers, type Host, type Members } from './api'

const screenSize = { screenWidth: 390, screenHeight: 844, windowWidth: 390, pixelRatio: 2, statusBarHeight: 47 }
const safeArea = { left: 0, right: 390, top: 47, bottom: 810, width: 390, height: 763 }

/** What the phone reports about itself: an iPhone 14 with a current base library. */
export function system(host: Host): Members {
  const { device, pkg, realm } = host
  // WeChat reports the theme only to apps that declare darkmode.
  const theme = () => (pkg.app.darkmode ? { theme: device.baseInfo.theme ?? 'light' } : {})
  const base = () => ({
    SDKVersion: '3.6.0',
    version: '8.0.50',
    enableDebug: false,
    language: device.baseInfo.language ?? 'zh_CN',
    fontSizeSetting: device.baseInfo.fontSizeSetting ?? 16,
    fontSizeScaleFactor: (device.baseInfo.fontSizeSetting ?? 16) / 16,
    host: { env: 'WeChat', appId: '' },
    ...theme(),
  })
  const box = () => {
    const tabBar = pkg.tab(host.stack.pages.at(-1)?.route ?? '') ? 83 : 0
    return { ...screenSize, windowHeight: 844 - 91 - tabBar, screenTop: 91, safeArea }
  }
  const phone = {
    abi: 'arm64',
    brand: 'iPhone',
    model: 'iPhone 14',
    platform: 'ios',
    system: 'iOS 17.0',
    benchmarkLevel: 50,
  }
  const setting = { bluetoothEnabled: true, locationEnabled: true, wifiEnabled: true, deviceOrientation: 'portrait' }
  const authorize = () => ({
    cameraAuthorized: 'authorized',
    locationAuthorized: device.location === 'denied' ? 'denied' : 'authorized',
    notificationAuthorized: 'authorized',
  })
  const everything = () => ({ ...phone, ...base(), ...box(), ...setting })
  return {
    getSystemInfoSync: () => realm.clone(everything()),
    getWindowInfo: () => realm.clone(box()),
    getAppBaseInfo: () => realm.clone(base()),
    getDeviceInfo: () => realm.clone(phone),
    getSystemSetting: () => realm.clone(setting),
    getAppAuthorizeSetting: () => realm.clone(authorize()),
    getLaunchOptionsSync: () => realm.clone({ ...host.launch, referrerInfo: {} }),
    getEnterOptionsSync: () => realm.clone({ ...host.launch, referrerInfo: {} }),
    getRendererUserAgent: () => 'weapp-harness',
    env: realm.clone({ USER_DATA_PATH: 'http://usr' }),
    ...asyncMembers(host, { getSystemInfo: everything, getSystemInfoAsync: everything }),
  }
}
