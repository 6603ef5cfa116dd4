/** Signs of a whole bar. */
const WIDTH = 30

type Output = { isTTY?: boolean; write: (text: string) => unknown }

/** Progress of a command: a bar that is drawn over itself on a terminal, and one line at the end elsewhere. */
export function createProgressBar(name: string, output: Output = process.stdout) {
  let drawn = ''
  return (done: number, all: number): void => {
    if (!output.isTTY) {
      if (done === all) output.write(`${name} ${done}\n`)
      return
    }
    const part = all === 0 ? WIDTH : Math.floor((WIDTH * done) / all)
    const text = `\r${name} [${'#'.repeat(part)}${'.'.repeat(WIDTH - part)}] ${done}/${all}`
    // Not again for each of thousands of rows that change nothing in it, except the last one.
    if (text === drawn) return
    drawn = text
    output.write(done === all ? `${text}\n` : text)
  }
}
