import { createApp } from '../../runtime/app'
import { createDirectory, type Directory } from '../../runtime/tenant/directory'
import type { Tenant } from '../../runtime/tenant/tenant'
import type { World } from '../world/world'

/** A district around a world, as createTenant makes one around a database. */
function districtOf(world: World, settings: { id: string; host?: string }): Tenant {
  const opened = { deps: world.deps, fetch: createApp(world.deps).fetch }
  return {
    settings: { title: '一刻', dataDir: '', strikes: world.deps.strikes, ...settings },
    open: async () => opened,
    now: () => opened,
    close: world.close,
  }
}

/** One process over two districts: hp.example.cn and ty.example.cn. */
export const openTwo = (hp: World, ty: World): Directory =>
  createDirectory([
    districtOf(hp, { id: 'hp', host: 'hp.example.cn' }),
    districtOf(ty, { id: 'ty', host: 'ty.example.cn' }),
  ])
