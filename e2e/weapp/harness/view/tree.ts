import { glassEasel } from '../runtime/framework'

type Node = glassEasel.Node
export type UiElement = glassEasel.Element

/** Reads the tree WeChat would show: components opened up, `wx:if` and `block` left out. */
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

/** A WXML boolean: there and not false. */
export function isOn(element: UiElement, name: string): boolean {
  const value = attribute(element, name)
  return value !== undefined && value !== false && value !== 'false' && value !== ''
}

/** Without layout only what is written on the element itself can hide it. */
export function isHidden(element: UiElement): boolean {
  return isOn(element, 'hidden') || /(^|;)\s*display\s*:\s*none/.test(element.style)
}

/** The event listeners of a node are internal to the framework; there is no public way to ask. */
export function hears(element: UiElement, event: string): boolean {
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
