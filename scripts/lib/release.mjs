// Conditions of a release build of the mini-program: what a build for the simulator or the tests may lack.

const APP_ID = /^wx[\da-f]{16}$/
const LOCAL = /^https?:\/\/(localhost|127\.|\[::1\])/

/** One sentence for each condition that these build settings (environment variables) do not meet. */
export function releaseFaults(settings, { appid }) {
  const given = (name) => settings[`TARO_APP_${name}`]?.trim() || undefined
  const faults = []
  const id = given('ID') ?? appid
  if (!APP_ID.test(id))
    faults.push(
      `TARO_APP_ID must be the id of the mini-program (wx and 16 characters, in WeChat's console), not “${id}”: without it nothing can be uploaded.`,
    )
  const cloud = given('CLOUD')
  // The other transports reach the cloud by its environment, which config/transport.ts requires.
  if (!cloud && (given('TRANSPORT') ?? 'request') === 'request')
    faults.push('TARO_APP_CLOUD is required, the https address of the cloud: without it phones would call themselves.')
  if (cloud && (!cloud.startsWith('https://') || LOCAL.test(cloud)))
    faults.push(`TARO_APP_CLOUD must be a public https address, not “${cloud}”: phones reach no other.`)
  return faults
}
