import { strictEqual } from 'node:assert'
import type { Template } from '@core/message'
import { tendMessages } from '../message/send'
import { beginAnew } from './anew'
import { newKey } from './keys'
import { type Connected, connectWechat } from './wechat'
import type { Someone, World } from './world'

/** Two places, from 16:00 to 16:30 on Tuesday. */
export const SMALL = 'hp001.small-2611241600'
export const TALK = 'hp001.talk-2611241400'
export const TEMPLATES = ['moved', 'promoted', 'tomorrow'] as const satisfies readonly Template[]

/** The district as it was when the world opened, now with WeChat, which knows two of these. */
export async function openOutbox(world: World) {
  await beginAnew(world)
  const wechat = await connectWechat(world)
  const [resident, elder, manager] = [await world.as('resident'), await world.as('elder'), await world.as('manager')]
  await wechat.meet(resident.id, 'o-resident')
  await wechat.meet(elder.id, 'o-elder')
  return { wechat, resident, elder, manager }
}

/** They allow it, and WeChat knows. */
export async function allow(
  { standIn, settings }: Connected,
  who: Someone,
  openid: string,
  templates: readonly Template[] = TEMPLATES,
): Promise<void> {
  for (const template of templates) standIn.grant(openid, settings.templates[template])
  strictEqual((await who('POST', '/api/permissions', { templates }, newKey())).status, 200)
}
export const book = async (who: Someone, session: string, more: object = {}) =>
  (await who('POST', '/api/bookings', { session, people: [who.id], ...more }, newKey())).body.booking
export const callOff = (manager: Someone, session: string, reason = '停水') =>
  manager('POST', `/api/sessions/${session}/call-off`, { reason })

export const send = ({ deps }: World) => tendMessages(deps)
export const later = (world: World, ms: number) => {
  world.clock.now += ms
  return send(world)
}

export type Fate = { status: string; code: string | null; tries: number; wait: number }
/** What became of each message; `wait`: how long until it is tried again. */
export const fates = async ({ db, clock }: World): Promise<Fate[]> =>
  (
    await db.query<{ status: string; code: string | null; tries: number; next_at: number }>(
      'select status, code, tries, next_at from message order by rank, id',
    )
  ).map(({ next_at, ...row }) => ({ ...row, wait: next_at - clock.now }))
/** What they still allow. */
export const left = async ({ db }: World, who: Someone) => {
  const rows = await db.query<{ template: string; allowed: number }>(
    'select template, allowed from message_permission where person_id = $1',
    [who.id],
  )
  return Object.fromEntries(rows.map(({ template, allowed }) => [template, allowed]))
}
