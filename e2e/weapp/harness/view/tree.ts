import { glassEasel } from '../runtime/framework'

type Node = glassEasel.Node
export type UiElement = glassEasel.Element

/** Children in the tree that WeChat would show: inside components, without `wx:if` and `block`. */
export function childrenOf(element: UiElement): Node[] {
  const children: Node[] = []
  element.forEachNonVirtualComposedChild((child) => {
    children.push(child)
  })
  return children
}

export function isElement(node: Node): node is UiElement {
  return node instanceof glassEasel.Element
}

/** Visible elements, a parent before its children. */
export function descendants(root: UiElement): UiElement[] {
  return childrenOf(root)
    .filter(isElement)
    .filter((child) => !isHidden(child))
    .flatMap((child) => [child, ...descendants(child)])
}

/** The tag as written in WXML; of a component, its path. */
export function tagOf(element: UiElement): string {
  return element instanceof glassEasel.NativeNode || element instanceof glassEasel.Component ? element.is : ''
}

export function attribute(element: UiElement, name: string): unknown {
  return element.getAttribute(name) ?? undefined
}

export function text(element: UiElement, name: string): string {
  const value = attribute(element, name)
  return value === undefined ? '' : String(value)
}

/** Whether a WXML boolean is set: present and not false. */
export function isOn(element: UiElement, name: string): boolean {
  const value = attribute(element, name)
  return value !== undefined && value !== false && value !== 'false' && value !== ''
}

/** Whether an element is hidden; without layout, only by its own attributes. */
export function isHidden(element: UiElement): boolean {
  return isOn(element, 'hidden') || /(^|;)\s*display\s*:\s*none/.test(element.style)
}

/** Whether an element listens to an event. Reads internals of the framework, which has no public way. */
export function hasListener(element: UiElement, event: string): boolean {
  const { _$eventTarget: target } = element as unknown as {
    _$eventTarget?: { listeners: Record<string, unknown>; captureListeners: Record<string, unknown> | null }
  }
  return target?.listeners[event] !== undefined || target?.captureListeners?.[event] !== undefined
}

export function parents(element: UiElement): UiElement[] {
  const parent = element.getComposedParent()
  return parent ? [parent, ...parents(parent)] : []
}

export interface TreeSize {
  nodes: number
  depth: number
  widest: number
}

export function measure(root: UiElement, depth = 1): TreeSize {
  const children = childrenOf(root)
  const inner = children.filter(isElement).map((child) => measure(child, depth + 1))
  return {
    nodes: 1 + children.length - inner.length + inner.reduce((sum, { nodes }) => sum + nodes, 0),
    depth: Math.max(children.length > 0 ? depth + 1 : depth, ...inner.map((size) => size.depth)),
    widest: Math.max(children.length, ...inner.map(({ widest }) => widest)),
  }
}
