import { glassEasel } from '../runtime/framework'
import { findOne, isTappable, type Target } from './finding'
import { nameOf } from './reading'
import { descendants, hasListener, isOn, parents, tagOf, text, type UiElement } from './tree'
import { isChecked, typedValue } from './typed-values'

const BUBBLING = new Set(['tap', 'longpress', 'touchstart', 'touchmove', 'touchend', 'touchcancel'])

/** Fires an event as WeChat does: touches bubble through components, the events of controls do not. */
export function fire(element: UiElement, name: string, detail: unknown = {}): void {
  const bubbles = BUBBLING.has(name)
  glassEasel.triggerEvent(element, name, detail, { bubbles, composed: bubbles, capturePhase: bubbles })
}

export function tap(root: UiElement, target: Target): void {
  const element = findOne(root, target, 'tappable', isTappable)
  if (isOn(element, 'disabled')) throw new Error(`「${nameOf(element)}」 is disabled`)
  fire(element, 'touchstart')
  fire(element, 'touchend')
  fire(element, 'tap', { x: 0, y: 0 })
  if (tagOf(element) === 'button') afterButton(element)
}

export function longPress(root: UiElement, target: Target): void {
  const element = findOne(root, target, 'tappable', (each) => hasListener(each, 'longpress'))
  for (const name of ['touchstart', 'longpress', 'touchend']) fire(element, name)
}

function afterButton(button: UiElement): void {
  const form = parents(button).find((parent) => tagOf(parent) === 'form')
  if (form && text(button, 'form-type') === 'submit') fire(form, 'submit', { value: valuesOf(form) })
  if (form && text(button, 'form-type') === 'reset') fire(form, 'reset')
  if (text(button, 'open-type') === 'agreePrivacyAuthorization') fire(button, 'agreeprivacyauthorization')
  if (text(button, 'open-type') === 'getPhoneNumber')
    fire(button, 'getphonenumber', { errMsg: 'getPhoneNumber:ok', code: 'phone-code' })
}

function valuesOf(form: UiElement): Record<string, unknown> {
  const named = descendants(form).filter((element) => text(element, 'name') !== '')
  return Object.fromEntries(
    named.map((element) => [
      text(element, 'name'),
      tagOf(element) === 'switch' ? isChecked(element) : typedValue(element),
    ]),
  )
}
