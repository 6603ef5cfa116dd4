import { glassEasel } from './framework'

interface EventNode {
  id: string
  dataset: Record<string, unknown> | null
}

const TOUCHED = new Set(['tap', 'longpress', 'longtap', 'touchstart', 'touchmove', 'touchend', 'touchcancel'])

/** Turns the framework's event into the plain object that WeChat passes to a handler: no nodes, no methods. */
function toPlainEvent(event: glassEasel.Event<unknown>): Record<string, unknown> {
  const { type, timeStamp, detail, target, currentTarget, mark } = event as glassEasel.ShadowedEvent<unknown>
  const touch = { identifier: 0, pageX: 0, pageY: 0, clientX: 0, clientY: 0 }
  return {
    type,
    timeStamp,
    detail,
    mark: mark ?? {},
    target: plainNode(target as unknown as EventNode),
    currentTarget: plainNode(currentTarget as unknown as EventNode),
    ...(TOUCHED.has(type) ? { touches: type === 'touchend' ? [] : [touch], changedTouches: [touch] } : {}),
  }
}

/** Wraps every function of a page or component, since any may be a handler: one called with an event gets the plain one. */
export function withPlainEvents<T extends Record<string, unknown>>(methods: T, toRealm: <V>(value: V) => V): T {
  const wrapped: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(methods)) {
    wrapped[name] = typeof value === 'function' ? withPlainEvent(value as Method, toRealm) : value
  }
  return wrapped as T
}

type Method = (this: unknown, ...args: unknown[]) => unknown

function withPlainEvent(method: Method, toRealm: <V>(value: V) => V): Method {
  return function (this: unknown, ...args: unknown[]) {
    const [first, ...rest] = args
    return first instanceof glassEasel.Event
      ? method.call(this, toRealm(toPlainEvent(first)), ...rest)
      : method.apply(this, args)
  }
}

function plainNode(node: EventNode): Record<string, unknown> {
  return { id: node.id, dataset: node.dataset ?? {}, offsetLeft: 0, offsetTop: 0 }
}
