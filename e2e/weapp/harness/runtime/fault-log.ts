/** What a user would never see and a test must: read through `phone.errors`. */
export class FaultLog {
  readonly entries: string[] = []

  report(kind: string, cause: unknown): void {
    this.entries.push(`${kind}: ${describe(cause)}`)
  }
}

/** Errors come from another realm, so `instanceof Error` says nothing about them. */
export function describe(cause: unknown): string {
  if (typeof cause === 'string') return cause
  if (cause !== null && typeof cause === 'object') {
    const { stack, message } = cause as { stack?: unknown; message?: unknown }
    if (typeof stack === 'string' && stack !== '') return stack
    if (typeof message === 'string') return message
    try {
      return JSON.stringify(cause)
    } catch {
      return String(cause)
    }
  }
  return String(cause)
}
