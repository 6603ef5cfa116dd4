import { connect, createServer, type Socket } from 'node:net'

/** A line between two who talk by TCP, which can be cut in the one moment that hurts. */
export type LossyProxy = {
  port: number
  /**
   * Whoever next says something with `words` in it is heard, and the answer lost: both ends find the line cut. Resolves to
   * what was never delivered.
   */
  dropAnswerTo: (words: string) => Promise<string>
  close: () => void
}

type PendingLoss = { words: string; lost: (answer: string) => void }

function connectThrough(near: Socket, port: number, open: Set<Socket>, losses: Set<PendingLoss>): void {
  const far = connect(port, '127.0.0.1')
  let heard = ''
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
      // Words may be torn between two parts.
      heard += part.toString('utf8')
      loss ??= [...losses].find(({ words }) => heard.includes(words))
      if (loss) losses.delete(loss)
    } else heard = ''
    far.write(part)
  })
  far.on('data', (part) => {
    if (!loss) return near.write(part)
    loss.lost(part.toString('utf8'))
    cut()
  })
}

/** In front of what listens on `port` here. */
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
