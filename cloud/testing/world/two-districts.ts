import { createApp } from '../../runtime/app'
import { createDirectory, type Directory } from '../../runtime/district/directory'
import type { District } from '../../runtime/district/district'
import { openWorld, type World } from './world'

/** A district around a world, as createDistrict makes one around a database. */
export function districtOf(world: World, settings: { id: string; host?: string }): District {
  const opened = { deps: world.deps, fetch: createApp(world.deps).fetch }
  return {
    settings: { title: '一刻', dataDir: '', strikes: world.deps.strikes, ...settings },
    open: async () => opened,
    now: () => opened,
    close: world.close,
  }
}

/** Two districts in one process, each with its own database, and the same ids in both. */
export async function openTwoDistricts(): Promise<{ hp: World; ty: World; directory: Directory }> {
  const [hp, ty] = [await openWorld(), await openWorld()]
  const directory = createDirectory([
    districtOf(hp, { id: 'hp', host: 'hp.example.cn' }),
    districtOf(ty, { id: 'ty', host: 'ty.example.cn' }),
  ])
  return { hp, ty, directory }
}
