import { spawn } from 'node:child_process'

/** First descriptor that systemd passes (sd_listen_fds(3)). */
const FIRST_FD = 3

/**
 * The listening socket that systemd holds for this process (`Sockets=` of its unit), undefined without one. It outlives the
 * process, so connections that arrive during a restart wait, and several processes may share it.
 */
export function heldSocket(env: Record<string, string | undefined>, pid = process.pid): number | undefined {
  return Number(env.LISTEN_FDS) >= 1 && Number(env.LISTEN_PID) === pid ? FIRST_FD : undefined
}

/** Tells systemd that the process is ready (`Type=notify`), so that a restart of several can wait for each. */
export function notifyReady(env: Record<string, string | undefined>): void {
  if (!env.NOTIFY_SOCKET) return
  // Node has no datagram socket of the local kind; without the command the unit fails at its own time limit, and says so.
  spawn('systemd-notify', ['--ready'], { stdio: 'ignore' }).on('error', () => undefined)
}
