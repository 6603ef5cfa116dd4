import type { Host, Members } from './api'

/** Stubs for layout, which Node does not have: every node has the size zero and never comes into view. */
export function layout(host: Host): Members {
  return {
    createSelectorQuery: () => selectorQuery(host),
    createIntersectionObserver: () => observer(),
    createAnimation: () => animation(),
  }
}

type Answer = ((result: unknown) => void) | undefined

function selectorQuery(host: Host) {
  const queries: { result: unknown; answer: Answer }[] = []
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
      queries.push({ result: many ? [box] : box, answer })
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
          const results = host.realm.clone(queries.map(({ result }) => result))
          for (const [index, each] of queries.entries()) each.answer?.(results[index])
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

/** Stub of an animation: every step returns the animation, and exporting gives no actions. */
function animation(): unknown {
  const self: unknown = new Proxy(
    {},
    { get: (_target, name) => (name === 'export' ? () => ({ actions: [] }) : () => self) },
  )
  return self
}
