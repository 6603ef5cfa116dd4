import { type EndpointName, endpoints } from '@core/contract/endpoints'
import { type Breaking, CHAPTER, type Counts, FuzzFault, runChapter, type Tally } from '../../testing/fuzz/chapter'
import { type FuzzWorld, openFuzzWorld } from '../../testing/fuzz/fuzz-world'

/** Two thousand with all other tests; `FUZZ_RUNS=200000 npm test fuzz` for a night. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 2_000)
const SEED = Number(process.env.FUZZ_SEED ?? Math.trunc(Math.random() * 2 ** 30))
/** From so many requests on, each handler must have been reached. */
const ENOUGH = 2_000
/** Milliseconds. */
const TIMEOUT = 120_000 + RUNS * 200

const NAMES = Object.keys(endpoints) as EndpointName[]
let fuzz: FuzzWorld
beforeAll(async () => {
  fuzz = await openFuzzWorld()
})
afterAll(() => fuzz.close())

/** Sends so many requests, in chapters with consecutive seeds: the chapter that fails is repeated by its own. */
async function run(seed: number, runs: number, names = NAMES, breaking?: Breaking): Promise<Tally> {
  const tally: Tally = new Map(names.map((name) => [name, { sent: 0, reached: 0, done: 0 }]))
  for (let from = 0; from < runs; from += CHAPTER) {
    const count = Math.min(CHAPTER, runs - from)
    const own = seed + from / CHAPTER
    try {
      await runChapter(fuzz, tally, { seed: own, count, names, breaking })
    } catch (fault) {
      const again = `FUZZ_SEED=${own} FUZZ_RUNS=${count} npm test fuzz`
      throw new FuzzFault(`${(fault as Error).message}\nRepeat with:\n  ${again}`)
    }
  }
  return tally
}

const rowOf = ([name, { sent, reached, done }]: [string, Counts]) =>
  `${name.padEnd(20)}${[sent, reached, done].map((count) => String(count).padStart(7)).join('')}`

test(
  `${RUNS} requests find no 5xx and reach every handler`,
  async () => {
    process.stdout.write(`fuzz: ${RUNS} requests; again with FUZZ_SEED=${SEED} FUZZ_RUNS=${RUNS}\n`)
    const tally = await run(SEED, RUNS)
    const head = `${'endpoint'.padEnd(20)}   sent reached   done`
    process.stdout.write(`${[head, ...[...tally].map(rowOf)].join('\n')}\n`)
    const unreached = [...tally].filter(([, { reached }]) => reached === 0).map(([name]) => name)
    if (RUNS >= ENOUGH) expect(unreached).toEqual([])
  },
  TIMEOUT,
)

test(
  'twin: a handler that fails at some figures is found, with the seed that repeats it',
  async () => {
    const breaking: Breaking = (handlers) => ({
      ...handlers,
      async saveOffering(asked) {
        if (asked.body.offering.people > 4) throw new Error('a large group')
        return handlers.saveOffering(asked)
      },
    })
    const found = await run(1, CHAPTER, ['saveOffering'], breaking).catch((fault) => String(fault.message))
    expect(found).toMatch(/^saveOffering answered 500[\s\S]*\n {2}FUZZ_SEED=\d+ FUZZ_RUNS=80 npm test fuzz$/)
    const [, seed, runs] = /FUZZ_SEED=(\d+) FUZZ_RUNS=(\d+)/.exec(String(found)) ?? []
    await expect(run(Number(seed), Number(runs), ['saveOffering'], breaking)).rejects.toThrow(FuzzFault)
    await run(Number(seed), Number(runs), ['saveOffering'])
  },
  TIMEOUT,
)
