import { cpus } from 'node:os'

/** Description of the hardware for the report, without a host name or paths. */
export function machine(): string {
  const cores = cpus()
  const model = cores[0]?.model.trim() || 'unknown processor'
  return `${cores.length} cores, ${model}, Node ${process.versions.node}`
}
