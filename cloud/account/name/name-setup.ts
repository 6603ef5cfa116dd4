import { connectWechat } from '../../testing/wechat/wechat'
import { resetDistrict } from '../../testing/world/reset'
import type { Someone, World } from '../../testing/world/world'

/** Resets the district, connects WeChat, and logs in the people of the name tests; WeChat knows the resident. */
export async function resetNames(world: World) {
  await resetDistrict(world)
  const wechat = await connectWechat(world, { words: { risky: ['违规'], review: ['可疑'] } })
  const [resident, manager] = [await world.as('resident'), await world.as('manager')]
  const district = await world.as('district')
  await wechat.meet(resident.id, 'o-resident')
  return { wechat, resident, manager, district }
}

export const MOTHER = '00000000-0000-4000-8000-000000000012'
export const changeName = (who: Someone, name: string, id = who.id) => who('PATCH', `/api/people/${id}`, { name })
export const addPerson = (who: Someone, name: string, relation = 'parent') =>
  who('POST', '/api/people', { name, relation })
/** A person as their guardian sees them: the name, and its moderation status. */
export const seenBy = async (who: Someone, id: string) => {
  const { person, people } = (await who('GET', '/api/me')).body
  const found = [person, ...people].find((one: { id: string }) => one.id === id)
  return found && [found.name, found.naming]
}
