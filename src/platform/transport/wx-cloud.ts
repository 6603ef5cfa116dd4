import Taro from '@tarojs/taro'
import { cloudEnv } from '@/platform/app/env'

let begun = false

/** WeChat's own way to CloudBase, begun once, before the first call. It lists nobody in the console's user table. */
export function wxCloud(): typeof Taro.cloud {
  if (!begun) Taro.cloud.init({ env: cloudEnv, traceUser: false })
  begun = true
  return Taro.cloud
}

/** Said with each call: what `init` was told is only where nothing else is. */
export const config = { env: cloudEnv }
