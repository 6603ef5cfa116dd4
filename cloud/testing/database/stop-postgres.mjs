/** Global teardown of the races lane: stops the PostgreSQL that was started and removes its folder. */
export default async function stopPostgres() {
  await globalThis.stopPostgres?.()
}
