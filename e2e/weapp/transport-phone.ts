import type { startCloudBase } from '../cloud-base'
import { launch } from './harness/launch'

/**
 * The three built packages, one for each transport, each as a district would upload it. After the first's 30 s the others
 * build in 10 s and 6 s, since webpack caches everything but the transport.
 */
export const DIST = {
  request: 'dist/weapp',
  function: 'dist/weapp-function',
  container: 'dist/weapp-container',
} as const
export type Kind = keyof typeof DIST
export const KINDS = Object.keys(DIST) as Kind[]

/** Opens the package of a transport on a phone that reaches the cloud by it alone. */
export async function openTransportPhone(
  { at, callAs, standIn }: Awaited<ReturnType<typeof startCloudBase>>,
  kind: Kind,
  openid: string,
) {
  const services = { 'yike-http': at }
  const functions = { 'yike-event': callAs(openid) }
  const phone = await launch({
    dist: DIST[kind],
    path: '/pages/nearby/index',
    now: Date.now(),
    location: { latitude: 23.179, longitude: 113.5 },
    // Only the transport that the package was built for is reachable.
    ...(kind === 'request' ? { cloud: at } : {}),
    ...(kind === 'function' ? { cloudBase: { env: 'yike-test', functions } } : {}),
    ...(kind === 'container' ? { cloudBase: { env: 'yike-test', services } } : {}),
  })
  phone.device.wechat = { loginCode: () => standIn.loginCode(openid), grant: () => undefined }
  return phone
}
