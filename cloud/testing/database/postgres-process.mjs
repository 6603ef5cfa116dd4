// A PostgreSQL of one's own, durable, that stops and starts when told: a process, since jest's realm loads no ES module.
import { launchPostgres } from './start-postgres.mjs'

const ATTEMPTS = 20
const { server, url, end } = await launchPostgres(true)

/** As `pg_ctl stop -m immediate` does: every backend quits where it stands, and nothing is written any more. */
const crash = () =>
  new Promise((resolve) => {
    server.process.once('close', resolve)
    server.process.kill('SIGQUIT')
  })

/** The last of the old backends may still hold the folder. */
async function start(attempt = 1) {
  try {
    await server.start()
  } catch (fault) {
    if (attempt === ATTEMPTS) throw fault ?? new Error('PostgreSQL does not start')
    await new Promise((resolve) => setTimeout(resolve, 100))
    await start(attempt + 1)
  }
}

process.on('message', async (word) => {
  await { crash, start }[word]()
  process.send(word)
})
process.on('disconnect', () => end().then(() => process.exit(0)))
process.send(url)
