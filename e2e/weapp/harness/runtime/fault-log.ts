/** Log of faults that a user would not see but a test must; read through `phone.errors`. */
export class FaultLog {
  readonly entries: string[] = []

  report(kind: string, cause: unknown): void {
    this.entries.push(`${kind}: ${describe(cause)}`)
  }
}

/** Text of an error. It comes from another realm, so `instanceof Error` is false for it. */
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
