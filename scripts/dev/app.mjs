// Taro in watch mode for one app. The h5 app is served from memory; the mini-program is written to dist/dev/weapp,
// which WeChat's developer tool can open.
import { startChild } from './child.mjs'

/** Short: Taro has nothing to finish, and its server would wait for the browser to disconnect. */
const GRACE_MS = 500

export function developApp(target, { port, h5Port }) {
  const env = {
    NODE_ENV: 'development',
    TARO_APP_OUT: `dist/dev/${target}`,
    PORT: port,
    H5_PORT: h5Port,
    // The developer tool's simulator uses the local cloud unless another is configured.
    ...(target === 'weapp' && !process.env.TARO_APP_TRANSPORT
      ? { TARO_APP_CLOUD: process.env.TARO_APP_CLOUD || `http://127.0.0.1:${port}` }
      : {}),
  }
  const args = ['node_modules/@tarojs/cli/bin/taro', 'build', '--type', target, '--watch']
  const child = startChild(args, { env, graceMs: GRACE_MS })
  return { close: child.stop, ended: child.ended }
}
