/** Commands of an operator, each an entry of the built cloud. */
type Command = 'district' | 'doctor' | 'import'

/**
 * Command line of a command as it is typed on this server: through npm where this process was started by npm, else of the
 * built cloud, which may be all there is.
 */
export function commandLine(command: Command, args = '', byNpm = !!process.env.npm_execpath): string {
  const start = byNpm ? `npm run ${command}` : `node dist/cloud/${command}.mjs`
  return args ? `${start}${byNpm ? ' --' : ''} ${args}` : start
}
