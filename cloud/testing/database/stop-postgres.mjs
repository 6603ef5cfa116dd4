/** After the lane of races: what was started is stopped, and its folder gone. */
export default async function stopPostgres() {
  await globalThis.stopPostgres?.()
}
