/** A configuration error, whose one message names everything that is wrong. */
export class BadEnv extends Error {
  override name = 'BadEnv'
}
