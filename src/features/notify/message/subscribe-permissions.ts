import { asksFor, type Template } from '@core/notify/message'
import { cloud } from '@/platform/network/cloud'
import { settle } from '@/platform/network/to-outcome'
import { newName } from '@/platform/storage/device-ids'
import { canSubscribe, subscribe } from '@/platform/wechat/subscribe-messages'

const TRIES = 3
/** The same for everybody, and while the app is open. */
let known: { name: Template; id: string }[] | undefined

/** Before there is anything to tap: a tap may not wait for the network. */
export async function learnTemplates(): Promise<void> {
  if (!canSubscribe || known) return
  const learnt = await settle(cloud('permissions', {}))
  if (learnt.state === 'done') known = learnt.answer.templates
}

/**
 * Within the tap that books or joins a line: may WeChat tell them? Whatever they say, and however long they take, what they
 * tapped goes on.
 */
export async function askToTell(waits: boolean): Promise<void> {
  const asked = known?.filter(({ name }) => asksFor(waits).includes(name)) ?? []
  if (asked.length === 0) return
  const accepted = await subscribe(asked.map(({ id }) => id))
  const templates = asked.filter(({ id }) => accepted.includes(id)).map(({ name }) => name)
  if (templates.length === 0) return
  const key = newName()
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const told = await settle(cloud('allow', { key, body: { templates } }))
    if (told.state !== 'no-signal') return
  }
}
