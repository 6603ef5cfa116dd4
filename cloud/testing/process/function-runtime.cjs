// Stub of CloudBase's runtime for event functions: loads the handler once, puts the caller into the environment, and passes
// one event at a time. `node function-runtime.cjs <folder> <file.function>`
const { join } = require('node:path')

const [folder, handler] = process.argv.slice(2)
const [file, name] = handler.split('.')
const main = require(join(folder, file))[name]

process.on('message', async ({ id, event, caller }) => {
  process.env.WX_CONTEXT_KEYS = Object.keys(caller).join(',')
  Object.assign(process.env, caller)
  try {
    process.send({ id, value: await main(event, { request_id: String(id) }) })
  } catch (fault) {
    process.send({ id, error: String(fault.stack) })
  }
})
process.send('ready')
