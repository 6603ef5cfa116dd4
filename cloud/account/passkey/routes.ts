import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { deletePasskey, listPasskeys, renamePasskey } from './queries'
import { loginOptions, registerPasskey, registrationOptions } from './service'

export function passkeyRoutes(
  deps: Deps,
): Handlers<'passkeys' | 'passkeyOptions' | 'addPasskey' | 'namePasskey' | 'removePasskey' | 'loginOptions'> {
  const listed = async (person: string) => ok({ passkeys: await listPasskeys(deps.db, person) })
  return {
    passkeys: ({ caller }) => listed(caller.id),
    passkeyOptions: ({ caller, origin }) => registrationOptions(deps, caller, origin),
    addPasskey: ({ caller, body, origin }) => registerPasskey(deps, caller, body, origin),
    async namePasskey({ caller, params, body }) {
      await renamePasskey(deps.db, caller.id, params.id, body.name)
      return listed(caller.id)
    },
    async removePasskey({ caller, params }) {
      await deletePasskey(deps.db, caller.id, params.id)
      return listed(caller.id)
    },
    loginOptions: ({ origin }) => loginOptions(deps, origin),
  }
}
