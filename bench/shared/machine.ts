import { cpus } from 'node:os'

/** What the figures stand on; nothing that names the machine or a place on it. */
export function machine(): string {
  const cores = cpus()
  const model = cores[0]?.model.trim() || 'unknown processor'
  return `${cores.length} cores, ${model}, Node ${process.versions.node}`
}
