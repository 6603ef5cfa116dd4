import { connect, createServer, type Socket } from 'node:net'

/** TCP proxy that can drop the answer to a request that has arrived. */
export type LossyProxy = {
  port: number
  /**
   * Passes on the next request that contains `words` and drops its answer: both ends find the connection closed. Resolves
   * to the dropped answer.
   */
  dropAnswerTo: (words: string) => Promise<string>
  close: () => void
}

type PendingLoss = { words: string; lost: (answer: string) => void }

function connectThrough(near: Socket, port: number, open: Set<Socket>, losses: Set<PendingLoss>): void {
  const far = connect(port, '127.0.0.1')
  let received = ''
  let loss: PendingLoss | undefined
  const cut = () => {
    near.destroy()
    far.destroy()
    open.delete(near)
  }
  for (const socket of [near, far]) socket.on('error', cut).on('close', cut)
  open.add(near)
  near.on('data', (part) => {
    if (losses.size > 0) {
      // The words may be split between two parts.
      received += part.toString('utf8')
      loss ??= [...losses].find(({ words }) => received.includes(words))
      if (loss) losses.delete(loss)
    } else received = ''
    far.write(part)
  })
  far.on('data', (part) => {
    if (!loss) return near.write(part)
    loss.lost(part.toString('utf8'))
    cut()
  })
}

/** Starts the proxy in front of `port` of this machine. */
export async function createLossyProxy(port: number): Promise<LossyProxy> {
  const open = new Set<Socket>()
  const losses = new Set<PendingLoss>()
  const server = createServer((near) => connectThrough(near, port, open, losses))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    dropAnswerTo: (words) => new Promise((lost) => losses.add({ words, lost })),
    close() {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}
