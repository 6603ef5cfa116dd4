// A durable PostgreSQL that crashes and starts on command. A separate process, since jest's realm loads no ES module.
import { launchPostgres } from './start-postgres.mjs'

const ATTEMPTS = 20
const { server, url, end } = await launchPostgres(true)

/** Like `pg_ctl stop -m immediate`: every backend quits at once, and nothing more is written. */
const crash = () =>
  new Promise((resolve) => {
    server.process.once('close', resolve)
    server.process.kill('SIGQUIT')
  })

/** Retried, since the last of the old backends may still lock the folder. */
async function start(attempt = 1) {
  try {
    await server.start()
  } catch (fault) {
    if (attempt === ATTEMPTS) throw fault ?? new Error('PostgreSQL does not start')
    await new Promise((resolve) => setTimeout(resolve, 100))
    await start(attempt + 1)
  }
}

process.on('message', async (command) => {
  await { crash, start }[command]()
  process.send(command)
})
process.on('disconnect', () => end().then(() => process.exit(0)))
process.send(url)
