import type { Host, Members } from './api'

/** There is no layout in Node: every node measures nothing and is never seen to come into view. */
export function layout(host: Host): Members {
  return {
    createSelectorQuery: () => selectorQuery(host),
    createIntersectionObserver: () => observer(),
    createAnimation: () => animation(),
  }
}

type Answer = ((result: unknown) => void) | undefined

function selectorQuery(host: Host) {
  const asked: { result: unknown; answer: Answer }[] = []
  const box = {
    id: '',
    dataset: {},
    left: 0,
    top: 0,
    right: 0,
    bottom: 0,
    width: 0,
    height: 0,
    scrollTop: 0,
    scrollLeft: 0,
  }
  const nodes = (many: boolean) => {
    const ask = (answer?: Answer) => {
      asked.push({ result: many ? [box] : box, answer })
      return query
    }
    return {
      boundingClientRect: ask,
      scrollOffset: ask,
      fields: (_fields: unknown, answer?: Answer) => ask(answer),
      context: ask,
      node: ask,
    }
  }
  const query = {
    in: () => query,
    select: () => nodes(false),
    selectAll: () => nodes(true),
    selectViewport: () => nodes(false),
    exec: (answer?: (results: unknown) => void) => {
      host.clock.after(0, () =>
        host.realm.guard('wx.createSelectorQuery', () => {
          const results = host.realm.clone(asked.map(({ result }) => result))
          for (const [index, each] of asked.entries()) each.answer?.(results[index])
          answer?.(results)
        }),
      )
      return query
    },
  }
  return query
}

function observer() {
  const self = { relativeTo: () => self, relativeToViewport: () => self, observe: () => {}, disconnect: () => {} }
  return self
}

/** Every step gives the animation back; exporting gives no actions. */
function animation(): unknown {
  const self: unknown = new Proxy(
    {},
    { get: (_target, name) => (name === 'export' ? () => ({ actions: [] }) : () => self) },
  )
  return self
}
