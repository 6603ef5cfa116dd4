/** Quoted text, figures that could be a telephone number, a code or a date, and whatever is not our own plain English. */
const GIVEN = /"[^"]*"|'[^']*'|`[^`]*`|\d{4,}|[^\x20-\x7e]+/g
const FRAME = /^\s+at /

/**
 * What went wrong, for the log: its kind, its message without anything that may have been given by somebody, and where.
 * A database names values in its messages, a parser quotes what it read.
 */
export function describeFault(fault: unknown): string {
  if (!(fault instanceof Error)) return 'not an error'
  const { code, constraint } = fault as { code?: unknown; constraint?: unknown }
  const kind = [fault.name, code, constraint].filter((part) => typeof part === 'string').join(' ')
  // A message of several lines could look like frames.
  const frames = (fault.stack ?? '')
    .replace(fault.message, '')
    .split('\n')
    .filter((line) => FRAME.test(line))
  return [`${kind}: ${fault.message.replace(GIVEN, '…')}`, ...frames].join('\n')
}
