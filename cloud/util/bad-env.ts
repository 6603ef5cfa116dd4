/** One message that names everything that is wrong. */
export class BadEnv extends Error {
  override name = 'BadEnv'
}
