import { findViolations } from '../../runtime/invariants/find-violations'
import { resetDistrict } from '../world/reset'
import { openWorld, type Someone, type World } from '../world/world'
import { type Authenticator, createAuthenticator } from './authenticator'

type PasskeyWorld = { world: World; manager: Someone; device: Authenticator }

/**
 * Set-up of a test file about passkeys: a world as new before each test, with a manager who is logged in and an authenticator
 * that nobody has registered. What a test leaves must hold.
 */
export function setUpPasskeyWorld(): PasskeyWorld {
  const at = {} as PasskeyWorld
  beforeAll(async () => {
    at.world = await openWorld()
  })
  beforeEach(async () => {
    await resetDistrict(at.world)
    at.manager = await at.world.as('manager')
    at.device = createAuthenticator()
  })
  afterEach(async () => expect(await findViolations(at.world.db, at.world.clock.now)).toEqual({}))
  afterAll(() => at.world.close())
  return at
}
