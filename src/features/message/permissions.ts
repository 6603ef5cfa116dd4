import { asksFor, type Template } from '@core/message'
import { cloud } from '@/platform/cloud'
import { newName } from '@/platform/device'
import { settle } from '@/platform/settle'
import { canSubscribe, subscribe } from '@/platform/subscribe'

/** On top of the call's own (core/contract/insist.ts): what was allowed at a tap cannot be asked for again, and nobody waits for this. */
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
