import { type EndpointName, endpoints } from '@core/contract/endpoints'
import { type Breaking, CHAPTER, type Counts, FuzzFault, runChapter, type Tally } from '../../testing/fuzz/chapter'
import { type FuzzWorld, openFuzzWorld } from '../../testing/fuzz/fuzz-world'
import { timeLimit } from '../../testing/time-limit'

/** Two thousand with all other tests; `FUZZ_RUNS=200000 npm test fuzz` for a night. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 2_000)
const SEED = Number(process.env.FUZZ_SEED ?? Math.trunc(Math.random() * 2 ** 30))
/** From so many requests on, each handler must have been reached. */
const ENOUGH = 2_000
/** Requests for the rows that have missed theirs. */
const MORE = 400
const RUN_MS = 10

const NAMES = Object.keys(endpoints) as EndpointName[]
/** The rows to ask, if not all: for a failure among some of them. */
const ONLY = process.env.FUZZ_ONLY?.split(',').filter((name): name is EndpointName => name in endpoints) ?? NAMES
let fuzz: FuzzWorld
beforeAll(async () => {
  fuzz = await openFuzzWorld()
})
afterAll(() => fuzz.close())

const emptyTally = (names: readonly EndpointName[]): Tally =>
  new Map(names.map((name) => [name, { sent: 0, reached: 0, done: 0 }]))
const unreachedOf = (tally: Tally): EndpointName[] =>
  [...tally].filter(([, { reached }]) => reached === 0).map(([name]) => name)

/** Sends so many requests, in chapters with consecutive seeds: the chapter that fails is repeated by its own. */
async function run(
  tally: Tally,
  how: { seed: number; runs: number; names?: EndpointName[]; breaking?: Breaking },
): Promise<void> {
  const { seed, runs, names = NAMES, breaking } = how
  for (let from = 0; from < runs; from += CHAPTER) {
    const count = Math.min(CHAPTER, runs - from)
    const own = seed + from / CHAPTER
    try {
      await runChapter(fuzz, tally, { seed: own, count, names, breaking })
    } catch (fault) {
      const only = names === NAMES ? '' : `FUZZ_ONLY=${names.join()} `
      const again = `${only}FUZZ_SEED=${own} FUZZ_RUNS=${count} npm test fuzz`
      throw new FuzzFault(`${(fault as Error).message}\nRepeat with:\n  ${again}`)
    }
  }
}

const rowOf = ([name, { sent, reached, done }]: [string, Counts]) =>
  `${name.padEnd(20)}${[sent, reached, done].map((count) => String(count).padStart(7)).join('')}`

test(
  `${RUNS} requests find no 5xx and reach every handler`,
  async () => {
    process.stdout.write(`fuzz: ${RUNS} requests; again with FUZZ_SEED=${SEED} FUZZ_RUNS=${RUNS}\n`)
    const tally = emptyTally(ONLY)
    await run(tally, { seed: SEED, runs: RUNS, names: ONLY })
    // By chance a row may have had invalid requests alone: some more, for these rows only.
    const missed = unreachedOf(tally)
    if (RUNS >= ENOUGH && missed.length) await run(tally, { seed: SEED, runs: MORE, names: missed })
    const head = `${'endpoint'.padEnd(20)}   sent reached   done`
    process.stdout.write(`${[head, ...[...tally].map(rowOf)].join('\n')}\n`)
    if (RUNS >= ENOUGH) expect(unreachedOf(tally)).toEqual([])
  },
  timeLimit(RUNS * RUN_MS),
)

test(
  'twin: a handler that fails at some figures is found, with the seed that repeats it',
  async () => {
    const breaking: Breaking = (handlers) => ({
      ...handlers,
      async saveOffering(asked) {
        if (asked.body.offering.people !== 4) throw new Error('a group of another size')
        return handlers.saveOffering(asked)
      },
    })
    const names: EndpointName[] = ['saveOffering']
    const attempt = async (seed: number, runs: number, more: { breaking?: Breaking } = {}): Promise<string> =>
      run(emptyTally(names), { seed, runs, names, ...more }).then(
        () => 'nothing found',
        (fault) => String(fault.message),
      )
    const found = await attempt(1, 5 * CHAPTER, { breaking })
    expect(found).toMatch(
      /^saveOffering answered 500[\s\S]*\n {2}FUZZ_ONLY=saveOffering FUZZ_SEED=\d+ FUZZ_RUNS=80 npm/,
    )
    const [, seed, runs] = /FUZZ_SEED=(\d+) FUZZ_RUNS=(\d+)/.exec(found) ?? []
    expect(await attempt(Number(seed), Number(runs), { breaking })).toMatch(/^saveOffering answered 500/)
    expect(await attempt(Number(seed), Number(runs))).toBe('nothing found')
  },
  timeLimit(RUNS * RUN_MS),
)
