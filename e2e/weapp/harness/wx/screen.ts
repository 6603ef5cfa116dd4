import { asyncMembers, type Host, type Members } from './api'

/** Interfaces for the window around the page. */
export function screen(host: Host): Members {
  const { device, stack, clock } = host
  const noted = (name: string) => (options: Record<string, unknown>) => device.act(name, plain(options))
  const noteAll = (names: string[]) => Object.fromEntries(names.map((name) => [name, noted(name)]))
  return {
    nextTick: (run: () => void) => void clock.after(0, () => host.realm.guard('wx.nextTick', run)),
    getMenuButtonBoundingClientRect: () =>
      host.realm.clone({ width: 87, height: 32, top: 51, right: 383, bottom: 83, left: 296 }),
    ...asyncMembers(host, {
      setNavigationBarTitle: ({ title }) => {
        stack.top.title = String(title)
      },
      setNavigationBarColor: ({ backgroundColor }) => {
        stack.top.bar = String(backgroundColor)
      },
      startPullDownRefresh: () => void stack.top.call('onPullDownRefresh'),
      getScreenBrightness: () => ({ value: device.brightness }),
      setScreenBrightness: ({ value }) => {
        device.brightness = Number(value)
      },
      ...noteAll([
        'stopPullDownRefresh',
        'showNavigationBarLoading',
        'hideNavigationBarLoading',
        'hideHomeButton',
        'setBackgroundColor',
        'setBackgroundTextStyle',
        'setKeepScreenOn',
        'setVisualEffectOnCapture',
        'pageScrollTo',
        'hideKeyboard',
      ]),
    }),
  }
}

function plain(options: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => typeof value !== 'function'))
}
