import { strictEqual } from 'node:assert'
import type { MessageTemplate } from '@core/notify/message'
import { sendMessages } from '../../notify/message/send'
import { newIdempotencyKey } from '../world/idempotency-key'
import { resetDistrict } from '../world/reset'
import type { Someone, World } from '../world/world'
import { type Connected, connectWechat } from './wechat'

/** Two seats, 16:00 to 16:30 on Tuesday. */
export const SMALL = 'hp001.small-2611241600'
export const TALK = 'hp001.talk-2611241400'
export const TEMPLATES = ['moved', 'promoted', 'tomorrow'] as const satisfies readonly MessageTemplate[]

/** Resets the district and connects WeChat, which knows the resident and the elder. */
export async function openOutbox(world: World) {
  await resetDistrict(world)
  const wechat = await connectWechat(world)
  const [resident, elder, manager] = [await world.as('resident'), await world.as('elder'), await world.as('manager')]
  await wechat.meet(resident.id, 'o-resident')
  await wechat.meet(elder.id, 'o-elder')
  return { wechat, resident, elder, manager }
}

/** Grants permissions, in WeChat and in our cloud. */
export async function grantPermissions(
  { standIn, settings }: Connected,
  who: Someone,
  openid: string,
  templates: readonly MessageTemplate[] = TEMPLATES,
): Promise<void> {
  for (const template of templates) standIn.grant(openid, settings.templates[template])
  strictEqual((await who('POST', '/api/permissions', { templates }, newIdempotencyKey())).status, 200)
}
export const book = async (who: Someone, session: string, more: object = {}) =>
  (await who('POST', '/api/bookings', { session, people: [who.id], ...more }, newIdempotencyKey())).body.booking
export const callOff = (manager: Someone, session: string, reason = '停水') =>
  manager('POST', `/api/sessions/${session}/call-off`, { reason })

export const sendDue = ({ deps }: World) => sendMessages(deps)
export const sendLater = (world: World, ms: number) => {
  world.clock.now += ms
  return sendDue(world)
}

export type MessageOutcome = { status: string; code: string | null; tries: number; wait: number }
/** The outcome of each message; `wait`: milliseconds until the next try. */
export const messageOutcomes = async ({ db, clock }: World): Promise<MessageOutcome[]> =>
  (
    await db.query<{ status: string; code: string | null; tries: number; next_at: number }>(
      'select status, code, tries, next_at from message order by rank, id',
    )
  ).map(({ next_at, ...row }) => ({ ...row, wait: next_at - clock.now }))
/** Remaining permissions by template. */
export const remainingPermissions = async ({ db }: World, who: Someone) => {
  const rows = await db.query<{ template: string; allowed: number }>(
    'select template, allowed from message_permission where person_id = $1',
    [who.id],
  )
  return Object.fromEntries(rows.map(({ template, allowed }) => [template, allowed]))
}
