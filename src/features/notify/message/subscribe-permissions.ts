import { type MessageTemplate, templatesToAsk } from '@core/notify/message'
import { cloud } from '@/platform/network/cloud'
import { toOutcome } from '@/platform/network/to-outcome'
import { randomId } from '@/platform/storage/device-ids'
import { canSubscribe, requestSubscriptions } from '@/platform/wechat/subscribe-messages'

/** On top of the call's own (core/contract/retry.ts): what was allowed at a tap cannot be asked for again, and nobody waits for this. */
const TRIES = 3
/** The same for everybody, and while the app is open. */
let knownTemplates: { name: MessageTemplate; id: string }[] | undefined

/** Before there is anything to tap: a tap may not wait for the network. */
export async function loadTemplates(): Promise<void> {
  if (!canSubscribe || knownTemplates) return
  const loaded = await toOutcome(cloud('permissions', {}))
  if (loaded.state === 'done') knownTemplates = loaded.answer.templates
}

/**
 * Within the tap that books or joins a line: may WeChat tell them? Whatever they say, and however long they take, what they
 * tapped goes on.
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
