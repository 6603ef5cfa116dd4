import { type MessageTemplate, templatesToAsk } from '@core/notify/message'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { onOnline } from '@/platform/network/connectivity'
import { toOutcome } from '@/platform/network/to-outcome'
import { randomId } from '@/platform/storage/device-ids'
import { canSubscribe, requestSubscriptions } from '@/platform/wechat/subscribe-messages'

/** Permissions accepted in one tap, under the idempotency key of their request. */
type Grant = { key: string; templates: MessageTemplate[] }

/** WeChat templates, the same for everybody; cached while the app is open. */
let knownTemplates: { name: MessageTemplate; id: string }[] | undefined
/** Accepted, but not told to the cloud for want of a network: told again once online, and not asked for again. */
let untold: Grant[] = []
let stopWaiting: (() => void) | undefined

function keep(grants: Grant[]): void {
  untold = grants
  if (grants.length > 0) {
    stopWaiting ??= onOnline(tell)
  } else {
    stopWaiting?.()
    stopWaiting = undefined
  }
}

/** Tells the cloud what was accepted; each call retries by itself (core/contract/retry.ts). */
async function tell(): Promise<void> {
  for (const grant of untold) {
    const { key, templates } = grant
    const told = await toOutcome(cloud('allow', { key, body: { templates } }))
    if (told.state === 'no-signal') return
    keep(untold.filter((one) => one !== grant))
  }
}

/** Loads the templates ahead of a tap: WeChat's dialog must open within the tap, without waiting for the network. */
export async function loadTemplates(): Promise<void> {
  if (!canSubscribe || knownTemplates) return
  const loaded = await toOutcome(cloud('permissions', {}))
  if (loaded.state === 'done') knownTemplates = loaded.answer.templates
}

/**
 * Asks for WeChat subscription permissions, within the tap that books or joins a waitlist. The booking goes on
 * whatever the answer, and does not wait for it.
 */
export async function askSubscriptions(waits: boolean): Promise<void> {
  const held = untold.flatMap(({ templates }) => templates)
  const asked = knownTemplates?.filter(({ name }) => templatesToAsk(waits).includes(name) && !held.includes(name)) ?? []
  const accepted = asked.length > 0 ? await requestSubscriptions(asked.map(({ id }) => id)) : []
  const templates = asked.filter(({ id }) => accepted.includes(id)).map(({ name }) => name)
  if (templates.length > 0) keep([...untold, { key: randomId(), templates }])
  await tell()
}

onLoginEnded(() => keep([]))
