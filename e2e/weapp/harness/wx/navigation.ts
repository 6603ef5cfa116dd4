import type { EventChannel } from '../runtime/event-channel'
import { asyncMembers, type Host, type Members, type Options } from './api'

/** `events` are listeners of the opener on the channel to the page it opens. */
export function navigation(host: Host): Members {
  const { stack } = host
  return asyncMembers(host, {
    navigateTo: ({ url, events }) => {
      const page = stack.navigateTo(String(url))
      listen(page.channel, events as Options | undefined)
      return { eventChannel: page.channel }
    },
    redirectTo: ({ url }) => void stack.redirectTo(String(url)),
    switchTab: ({ url }) => void stack.switchTab(String(url)),
    reLaunch: ({ url }) => void stack.reLaunch(String(url)),
    navigateBack: ({ delta = 1 }) => stack.navigateBack(Number(delta)),
  })
}

function listen(channel: EventChannel, events: Options = {}): void {
  for (const [name, listener] of Object.entries(events)) channel.on(name, listener as (...args: unknown[]) => void)
}
