import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { copyTree, lives } from './tree.mjs'

const NODE = 'cloud/runtime/entries/node.ts'
const READY = /is ready: /
const MARK = /mark (\w+) of (\d+)/
const GIVEN_UP = /the cloud ended \(1\); the next change starts it again/

let tree
let original
// One copy for all tests, since creating a database is the slowest step; each test continues with the database of the
// one before.
before(async () => {
  tree = await copyTree()
  original = tree.read(NODE)
})
afterEach(async () => {
  await tree.stop()
  tree.save(NODE, original)
})
after(() => tree.remove())

const mark = (name) => tree.save(NODE, `${original}\nconsole.log('mark ${name} of', process.pid)\n`)
const status = (path) => fetch(tree.at + path).then((answer) => answer.status)
/** Waits for the cloud with this mark to be ready, from position `from` of the output. */
async function ready(dev, name, from) {
  const marked = await dev.waitForOutput(new RegExp(`mark ${name} of (\\d+)`), from)
  const { end } = await dev.waitForOutput(READY, marked.end)
  return { pid: Number(marked.match[1]), end }
}
/** Polls until it holds; the test runner's timeout is the only limit. */
async function until(holds) {
  while (!(await holds())) await wait(50)
}

test('several saves within a second: the last version runs, and no other process is left', async () => {
  mark('zero')
  const dev = tree.develop()
  const { pid, end } = await ready(dev, 'zero')
  // The gaps hit a build, a stop and a start.
  for (const gap of [250, 300, 350, 400, 450, 500, 0]) {
    mark(gap ? `before${gap}` : 'last')
    await wait(gap)
  }
  const last = await ready(dev, 'last', end)
  assert.equal(await status('/readyz'), 200)
  const others = [...dev.output().matchAll(new RegExp(MARK, 'g'))].map(([, , one]) => Number(one))
  assert.deepEqual(others.filter(lives), [last.pid])
  assert.ok(!lives(pid))
  assert.doesNotMatch(dev.output(), /is in use|is held by/)
})

test('after a failed build or a crash at start, the next save recovers', async () => {
  tree.save(NODE, `${original}\nconst = 1\n`)
  const dev = tree.develop()
  const unbuilt = await dev.waitForOutput(/build failed/)
  tree.save(NODE, `${original}\nthrow new Error('fault at start')\n`)
  const failed = await dev.waitForOutput(GIVEN_UP, unbuilt.end)
  // The line of the source file, through the source map.
  assert.match(dev.output(), /fault at start[\s\S]*cloud\/runtime\/entries\/node\.ts:\d+/)
  mark('fixed')
  const { pid, end } = await ready(dev, 'fixed', failed.end)
  assert.equal(await status('/readyz'), 200)

  tree.save(NODE, `${original}\nconst = 1\n`)
  const { end: bad } = await dev.waitForOutput(/build failed/, end)
  assert.equal(await status('/readyz'), 200)
  assert.ok(lives(pid))
  mark('again')
  await ready(dev, 'again', bad)
  assert.ok(!lives(pid))
})

test('SIGTERM ends dev and its cloud, even a hanging one', async () => {
  for (const hang of ['', `process.on('SIGTERM', () => { for (;;) {} })`]) {
    tree.save(NODE, `${original}\n${hang}\nconsole.log('mark last of', process.pid)\n`)
    const dev = tree.develop()
    const { pid } = await ready(dev, 'last')
    dev.kill('SIGTERM')
    assert.equal(await dev.ended, 0)
    assert.ok(!lives(pid))
    await assert.rejects(status('/readyz'))
  }
})

test('the cloud ends when dev is killed', async () => {
  mark('alone')
  const dev = tree.develop()
  const { pid } = await ready(dev, 'alone')
  dev.kill('SIGKILL')
  await until(() => !lives(pid))
})

test('adding or changing an SQL file restarts the cloud', async () => {
  const dev = tree.develop()
  const first = await dev.waitForOutput(READY)
  tree.save('cloud/db/new.sql', 'select 1;\n')
  const second = await dev.waitForOutput(READY, (await dev.waitForOutput(/restarting/, first.end)).end)
  tree.save('cloud/db/new.sql', 'select 12;\n')
  await dev.waitForOutput(READY, (await dev.waitForOutput(/restarting/, second.end)).end)
})

test('logs one line per request: method, route, status, duration, request id; passes on --inspect', async () => {
  const dev = tree.develop('--inspect=127.0.0.1:0')
  await dev.waitForOutput(READY)
  const answer = await fetch(`${tree.at}/api/bookings/abc`, { method: 'DELETE' })
  const { requestId } = await answer.json()
  const { match } = await dev.waitForOutput(new RegExp(`.* ${requestId}$`, 'm'))
  assert.match(
    match[0],
    new RegExp(`^\\d\\d:\\d\\d:\\d\\d DELETE /api/bookings/:\\w+ ${answer.status} [\\d.]+ ms \\w+$`),
  )
  assert.match(dev.output(), /Debugger listening on ws:\/\/127\.0\.0\.1:/)
})
