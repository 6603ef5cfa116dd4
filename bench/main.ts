import { machine } from './shared/machine'
import { stopServer } from './shared/postgres'
import { printTable, type Table } from './shared/table'

const BENCHES: Record<string, () => Promise<Iterable<Table> | AsyncIterable<Table>>> = {
  near: async () => (await import('./near/near')).near(),
  request: async () => (await import('./request/request')).request(),
  start: async () => (await import('./start/start')).start(),
  book: async () => (await import('./book/book')).book(),
  cloud: async () => (await import('./cloud/cloud')).cloud(),
  door: async () => (await import('./door/door')).door(),
  district: async () => (await import('./district/district')).district(),
  size: async () => (await import('./size/size')).size(),
}

/** Figures with a budget are ratios within one run; absolute times only describe this machine. */
async function main(): Promise<void> {
  const names = process.argv.slice(2)
  console.log(`Machine: ${machine()}`)
  const over: string[] = []
  try {
    for (const name of names.length ? names : Object.keys(BENCHES)) {
      const bench = BENCHES[name]
      if (!bench) throw new Error(`Unknown benchmark: ${name}`)
      for await (const table of await bench()) {
        printTable(table)
        over.push(...(table.over ?? []))
      }
    }
  } finally {
    await stopServer()
  }
  console.log(over.length ? `\n${over.length} over budget` : '\nAll within budget')
  process.exitCode = over.length ? 1 : 0
}

main().catch((fault: Error) => {
  console.error(fault.stack)
  process.exit(1)
})
