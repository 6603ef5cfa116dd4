// `npm test [lane…] [pattern…]`: builds what is needed, runs each lane (default: all), then lists the failed ones with
// the command to repeat each.
import { checkNode } from './lib/setup.mjs'
import { choose, Unknown } from './test/choose.mjs'
import { LANES } from './test/lanes.mjs'
import { prepare } from './test/prepare.mjs'
import { runLane } from './test/run-lane.mjs'

checkNode()

async function ready() {
  try {
    const chosen = choose(process.argv.slice(2))
    return { chosen, env: await prepare(new Set(chosen.flatMap(({ lane }) => LANES[lane].needs ?? []))) }
  } catch (fault) {
    console.error(`\n${fault.message}`)
    process.exit(fault instanceof Unknown ? 2 : 1)
  }
}

const { chosen, env } = await ready()
const failed = []
const left = []
for (const one of chosen) {
  console.log(`\n━━ ${one.lane}`)
  const from = Date.now()
  const { again, skipped } = await runLane(one, env)
  left.push(...skipped.map((what) => `${one.lane} skipped ${what}`))
  if (again) failed.push({ lane: one.lane, again })
  console.log(`━━ ${one.lane}: ${again ? 'failed' : 'passed'}, ${((Date.now() - from) / 1000).toFixed(0)} s`)
}
for (const { lane, again } of failed) console.log(`\n${lane} failed. Repeat with:\n  ${again}`)
for (const line of left) console.log(`\n${line}`)
console.log(`\nlanes: ${chosen.length - failed.length} passed, ${failed.length} failed`)
process.exit(failed.length ? 1 : 0)
