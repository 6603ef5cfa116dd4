import { resolve } from 'node:path'
import { Clock } from './clock'
import { type AppBaseInfo, type CloudBase, Device, type Place } from './device'
import { AppPackage } from './package/app-package'
import { Phone } from './phone'
import { FaultLog } from './runtime/fault-log'

/** WeChat's launch scene of an app opened from the list of recently used ones. */
const FROM_RECENT = 1089

export interface LaunchOptions {
  /** The built package, e.g. `dist/weapp`. */
  dist: string
  /** URL that every request goes to, whatever host it names. */
  cloud?: string
  /** CloudBase environment that `wx.cloud` calls. */
  cloudBase?: CloudBase
  /** The first page with its query; the app's own entry page when left out. */
  path?: string
  scene?: number
  location?: Place | 'denied'
  appBaseInfo?: AppBaseInfo
  /** Epoch ms. With it the phone's clock stands still between timers; without it, it follows real time. */
  now?: number
  /** Globals that the phone lacks, such as `OLD_PHONE`. */
  lacks?: readonly string[]
}

/** Cold-starts the built mini-program on a phone and waits until its first page has settled. */
export async function launch(options: LaunchOptions): Promise<Phone> {
  const pkg = new AppPackage(resolve(options.dist))
  const { cloud, location = 'denied', appBaseInfo, lacks, cloudBase } = options
  const device = new Device(cloud, location, { ...appBaseInfo }, lacks, cloudBase)
  const path = options.path ?? pkg.app.entryPagePath ?? pkg.app.pages[0] ?? ''
  const entry = { path, scene: options.scene ?? FROM_RECENT }
  const phone = new Phone(pkg, device, new Clock(options.now), new FaultLog(), entry)
  await phone.settle()
  return phone
}
