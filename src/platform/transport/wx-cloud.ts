import Taro from '@tarojs/taro'
import { cloudEnv } from '@/platform/app/env'

let initialised = false

/** WeChat's CloudBase client, initialised before the first call. traceUser is off: no user list in the console. */
export function wxCloud(): typeof Taro.cloud {
  if (!initialised) Taro.cloud.init({ env: cloudEnv, traceUser: false })
  initialised = true
  return Taro.cloud
}

/** Passed with each call; the `env` of `init` is only a default. */
export const config = { env: cloudEnv }
