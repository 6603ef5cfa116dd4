import { randomBytes } from 'node:crypto'
import { moment } from '@core/base/time'
import type { MessageTemplate } from '@core/notify/message'
import { type Options, startStandIn } from '../../../stand-in/stand-in'
import { createTestTimeouts } from '../../../stand-in/test-timeouts'
import type { Deps } from '../../base/deps'
import { createWechat } from '../../wechat/client'
import { createSealer } from '../../wechat/sealed'
import type { WechatSettings } from '../../wechat/settings'
import type { World } from '../world/world'

const key = (nth: number) => new Uint8Array(32).fill(nth)

/** Starts the WeChat stand-in and connects the world's cloud to it over HTTP. */
export async function connectWechat({ deps, db, clock }: World, options: Options = {}) {
  // Deletes the token of another stand-in.
  await db.query('truncate wechat_token')
  const standIn = await startStandIn({ now: () => clock.now, ...options })
  const sealer = createSealer({ keys: [{ id: 'k1', key: key(1) }], find: key(2) }, (bytes) => randomBytes(bytes))
  const settings = { ...standIn.settings, release: 'release' as const }
  const timeouts = createTestTimeouts()
  const pause = () => new Promise<void>((done) => setTimeout(done, 1))
  /** Another client, as of another process. */
  const clientOf = (
    { db, now, random, log }: Pick<Deps, 'db' | 'now' | 'random' | 'log'>,
    other: Partial<WechatSettings> = {},
  ) => createWechat({ ...settings, ...other }, { db, now, random, log, sealer, pause, timeout: timeouts.start })
  Object.assign(deps, { wechat: clientOf(deps), sealer })
  return {
    standIn,
    settings,
    sealer,
    clientOf,
    /** Lets the timeouts of all calls to WeChat under way run out. */
    expire: timeouts.expire,
    /** Makes the person known by this openid, to WeChat and to our cloud. */
    async meet(person: string, openid: string) {
      standIn.visit(openid)
      const hash = sealer.hash(openid, `identity.${settings.appid}`)
      const sealed = sealer.seal(openid, { table: 'identity', column: 'openid', row: hash })
      await db.query(
        `insert into identity (appid, openid_hash, openid, person_id, since, seen_at) values ($1, $2, $3, $4, $5, $5)`,
        [settings.appid, hash, sealed, person, moment(clock.now)],
      )
    },
    /** Messages of a template that phones have shown. */
    shown: (template: MessageTemplate) =>
      standIn.messages().filter((one) => one.template === settings.templates[template]),
    stop: () => standIn.stop(),
  }
}
export type Connected = Awaited<ReturnType<typeof connectWechat>>
