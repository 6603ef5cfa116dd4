import { type MessageTemplate, templatesToAsk } from '@core/notify/message'
import { cloud } from '@/platform/network/cloud'
import { toOutcome } from '@/platform/network/to-outcome'
import { randomId } from '@/platform/storage/device-ids'
import { canSubscribe, requestSubscriptions } from '@/platform/wechat/subscribe-messages'

/** Attempts on top of the call's own (core/contract/retry.ts): a permission cannot be asked for twice; nobody waits. */
const TRIES = 3
/** WeChat templates, the same for everybody; cached while the app is open. */
let knownTemplates: { name: MessageTemplate; id: string }[] | undefined

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
  const asked = knownTemplates?.filter(({ name }) => templatesToAsk(waits).includes(name)) ?? []
  if (asked.length === 0) return
  const accepted = await requestSubscriptions(asked.map(({ id }) => id))
  const templates = asked.filter(({ id }) => accepted.includes(id)).map(({ name }) => name)
  if (templates.length === 0) return
  const key = randomId()
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const told = await toOutcome(cloud('allow', { key, body: { templates } }))
    if (told.state !== 'no-signal') return
  }
}
