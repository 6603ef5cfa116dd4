import type { Person } from '@core/account/person'
import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { savePhone } from '../identity/phone'
import { deletePhone } from '../identity/queries'
import { listWards } from './cared'
import { findMe } from './me'
import { changePerson, joinHousehold, leaveHousehold } from './service'

export function personRoutes(
  deps: Deps,
): Handlers<'me' | 'givePhone' | 'dropPhone' | 'addPerson' | 'wards' | 'changePerson' | 'removePerson'> {
  const shown = (person: Person) => ({ person })
  return {
    me: async ({ caller }) => ok(await findMe(deps, caller.id)),
    givePhone: async ({ caller, body }) => ok({ phone: await savePhone(deps, caller.id, body.code) }),
    async dropPhone({ caller }) {
      await deletePhone(deps.db, caller.id)
      return ok({})
    },
    async addPerson({ caller, body }) {
      const verdict = await joinHousehold(deps, caller, body)
      return verdict.ok ? ok(shown(verdict.value)) : verdict
    },
    wards: async ({ caller, query }) => ok({ wards: await listWards(deps.db, caller.id, query.q ?? '') }),
    async changePerson({ caller, found, body }) {
      const verdict = await changePerson(deps, caller, found, body)
      return verdict.ok ? ok(shown(verdict.value)) : verdict
    },
    async removePerson({ caller, found }) {
      const verdict = await leaveHousehold(deps, caller.id, found)
      return verdict.ok ? ok({ removed: verdict.value }) : verdict
    },
  }
}
