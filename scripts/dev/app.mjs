// Taro's watch of one app. The h5 app is served from memory; the mini-program is written into a folder of its own, which
// WeChat's developer tool opens as it stands.
import { startChild } from './child.mjs'

/** It has nothing to finish, and its server would wait for the browser to hang up. */
const GRACE_MS = 500

export function developApp(target, { port, h5Port }) {
  const env = {
    NODE_ENV: 'development',
    TARO_APP_OUT: `dist/dev/${target}`,
    PORT: port,
    H5_PORT: h5Port,
    // The phone in the developer tool asks the cloud of this machine, unless told of another.
    ...(target === 'weapp' && !process.env.TARO_APP_TRANSPORT
      ? { TARO_APP_CLOUD: process.env.TARO_APP_CLOUD || `http://127.0.0.1:${port}` }
      : {}),
  }
  const args = ['node_modules/@tarojs/cli/bin/taro', 'build', '--type', target, '--watch']
  const child = startChild(args, { env, graceMs: GRACE_MS })
  return { close: child.stop, ended: child.ended }
}
