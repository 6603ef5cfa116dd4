/** What may be personal: quoted text, 4 or more digits (a phone number, a code, a date), anything outside ASCII. */
const GIVEN = /"[^"]*"|'[^']*'|`[^`]*`|\d{4,}|[^\x20-\x7e]+/g
const FRAME = /^\s+at /

/**
 * An exception as text for the log: its kind, its message with user input redacted, and its stack frames.
 * Redacted because a database puts values into its messages and a parser quotes its input.
 */
export function describeFault(fault: unknown): string {
  if (!(fault instanceof Error)) return 'not an error'
  const { code, constraint } = fault as { code?: unknown; constraint?: unknown }
  const kind = [fault.name, code, constraint].filter((part) => typeof part === 'string').join(' ')
  // Without the message: its lines could look like stack frames.
  const frames = (fault.stack ?? '')
    .replace(fault.message, '')
    .split('\n')
    .filter((line) => FRAME.test(line))
  return [`${kind}: ${fault.message.replace(GIVEN, '…')}`, ...frames].join('\n')
}
