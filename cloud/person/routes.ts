import type { Person } from '@core/person'
import { yes } from '@core/refusal'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import { keepPhone } from '../identity/phone'
import { deletePhone } from '../identity/queries'
import { findMe } from '../login/service'
import { listWards } from './cared'
import { changePerson, joinHousehold, leaveHousehold } from './service'

export function personRoutes(
  deps: Deps,
): Handlers<'me' | 'givePhone' | 'dropPhone' | 'addPerson' | 'wards' | 'changePerson' | 'removePerson'> {
  const shown = (person: Person) => ({ person })
  return {
    me: async ({ caller }) => yes(await findMe(deps, caller.id)),
    givePhone: async ({ caller, body }) => yes({ phone: await keepPhone(deps, caller.id, body.code) }),
    async dropPhone({ caller }) {
      await deletePhone(deps.db, caller.id)
      return yes({})
    },
    async addPerson({ caller, body }) {
      const verdict = await joinHousehold(deps, caller, body)
      return verdict.ok ? yes(shown(verdict.value)) : verdict
    },
    wards: async ({ caller, query }) => yes({ wards: await listWards(deps.db, caller.id, query.q ?? '') }),
    async changePerson({ caller, found, body }) {
      const verdict = await changePerson(deps, caller, found, body)
      return verdict.ok ? yes(shown(verdict.value)) : verdict
    },
    async removePerson({ caller, found }) {
      const verdict = await leaveHousehold(deps, caller.id, found)
      return verdict.ok ? yes({ removed: verdict.value }) : verdict
    },
  }
}
