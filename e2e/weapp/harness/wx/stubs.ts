import type { Host, Members } from './api'

const nothing = () => undefined

/** Managers and contexts whose effects a test does not see: their calls are recorded or do nothing. */
export function stubs(host: Host): Members {
  const { device } = host
  const sound = () => ({
    src: '',
    volume: 1,
    loop: false,
    autoplay: false,
    paused: true,
    play(this: { src: string }) {
      device.act('playAudio', { src: this.src })
    },
    ...Object.fromEntries(['pause', 'stop', 'seek', 'destroy'].map((name) => [name, nothing])),
    ...handlers(['CanPlay', 'Play', 'Pause', 'Stop', 'Ended', 'TimeUpdate', 'Error', 'Waiting', 'Seeking', 'Seeked']),
  })
  return {
    createInnerAudioContext: () => host.realm.clone(sound()),
    setInnerAudioOption: nothing,
    getUpdateManager: () =>
      host.realm.clone({
        applyUpdate: () => device.act('applyUpdate'),
        onCheckForUpdate: nothing,
        onUpdateReady: (listener: () => void) => void host.updateListeners.push(listener),
        onUpdateFailed: nothing,
      }),
    createMapContext: () =>
      host.realm.clone(done(['moveToLocation', 'includePoints', 'getCenterLocation', 'translateMarker'])),
    createCameraContext: () => host.realm.clone(done(['takePhoto', 'setZoom'])),
    reportEvent: nothing,
    reportAnalytics: nothing,
    getLogManager: () => host.realm.clone(done(['log', 'info', 'warn', 'debug'])),
    getRealtimeLogManager: () => host.realm.clone(done(['info', 'warn', 'error', 'setFilterMsg', 'addFilterMsg'])),
    getPerformance: () => host.realm.clone({ now: () => host.clock.now(), mark: nothing, getEntries: () => [] }),
  }
}

function handlers(events: string[]): Members {
  return Object.fromEntries(
    events.flatMap((event) => [
      [`on${event}`, nothing],
      [`off${event}`, nothing],
    ]),
  )
}

function done(names: string[]): Members {
  return Object.fromEntries(names.map((name) => [name, nothing]))
}
