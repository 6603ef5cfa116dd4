// Child process that always ends with its parent: on request, when it hangs, and when the parent is killed.
import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { root } from '../lib/setup.mjs'

/** Time between SIGTERM and SIGKILL: a hanging request must not hold the port. */
const GRACE_MS = 5_000
/** Module for Node's --import that ends the process when the IPC channel to its parent closes. */
export const WITH_PARENT = pathToFileURL(`${root}/scripts/dev/end-with-parent.mjs`).href

/**
 * Runs Node with these arguments. `ended` resolves to its exit code or signal; `stop` resolves once it and its own
 * children are gone, and may be called more than once.
 */
export function startChild(args, { env = {}, stdio = 'inherit', graceMs = GRACE_MS } = {}) {
  const child = spawn(process.execPath, ['--import', WITH_PARENT, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', stdio, stdio, 'ipc'],
    // Own process group: Ctrl-C reaches only the parent, and the child's children are signalled with it.
    detached: true,
  })
  let gone = false
  const ended = new Promise((resolve) => {
    child.once('error', (fault) => resolve(fault.message))
    child.once('exit', (code, signal) => resolve(signal ?? code))
  }).then((how) => {
    gone = true
    return how
  })
  const signal = (name) => {
    try {
      process.kill(-child.pid, name)
    } catch {
      // The group has ended already.
    }
  }
  const stop = async () => {
    if (!gone) {
      signal('SIGTERM')
      const late = setTimeout(signal, graceMs, 'SIGKILL')
      await ended
      clearTimeout(late)
    }
    signal('SIGKILL')
  }
  return { stdout: child.stdout, stderr: child.stderr, ended, stop }
}
