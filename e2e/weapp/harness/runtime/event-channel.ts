type Listener = (...args: unknown[]) => void

/** WeChat's channel between a page and the page it opened. */
export class EventChannel {
  private listeners: { name: string; listener: Listener; once: boolean }[] = []

  on(name: string, listener: Listener): void {
    this.listeners.push({ name, listener, once: false })
  }

  once(name: string, listener: Listener): void {
    this.listeners.push({ name, listener, once: true })
  }

  off(name: string, listener?: Listener): void {
    this.listeners = this.listeners.filter((known) => known.name !== name || (listener && known.listener !== listener))
  }

  emit(name: string, ...args: unknown[]): void {
    for (const known of this.listeners.filter((each) => each.name === name)) {
      if (known.once) this.listeners = this.listeners.filter((each) => each !== known)
      known.listener(...args)
    }
  }
}
