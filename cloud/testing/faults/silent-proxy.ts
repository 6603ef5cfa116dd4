import { connect, createServer, type Socket } from 'node:net'

/** A TCP proxy that can fall silent: its connections stay open, and nothing is forwarded, like a network black hole. */
export type SilentProxy = {
  /** The address that was given, through the proxy. */
  url: string
  /** Open connections and new ones get no answer from now on. */
  silence: () => void
  /** New connections are served again; those of before stay silent. */
  serve: () => void
  close: () => void
}

/** In front of the database at `url`. */
export async function createSilentProxy(url: string): Promise<SilentProxy> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let silent = false
  const server = createServer((near) => {
    sockets.add(near.on('error', () => near.destroy()))
    near.on('close', () => sockets.delete(near))
    // Nobody reads from it, so its data stays in the kernel, as with a process that is stopped.
    if (silent) return
    const far = connect(Number(target.port || 5432), target.hostname)
    sockets.add(far.on('error', () => near.destroy()))
    far.on('close', () => sockets.delete(far))
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const through = new URL(url)
  through.host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  return {
    url: through.href,
    silence() {
      silent = true
      for (const socket of sockets) socket.unpipe().pause()
    },
    serve() {
      silent = false
    },
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
