import { findOne, type Target } from './finding'
import { fire } from './gestures'
import { readText } from './reading'
import { attribute, childrenOf, descendants, isElement, isOn, parents, tagOf, text, type UiElement } from './tree'
import { isChecked, setTyped } from './typed-values'

const has =
  (...tags: string[]) =>
  (element: UiElement) =>
    tags.includes(tagOf(element))

/** Types into a field: focus, the whole text at once, blur; `confirm` presses 完成 on the keyboard before the blur. */
export function type(root: UiElement, target: Target, typed: string, confirm: boolean): void {
  const field = findOne(root, target, 'field', has('input', 'textarea'))
  if (isOn(field, 'disabled')) throw new Error(`The field ${text(field, 'placeholder')} is disabled`)
  // WeChat cuts at 140 characters unless the app says otherwise, silently.
  const most = Number(attribute(field, 'maxlength') ?? 140)
  const value = most < 0 ? typed : typed.slice(0, most)
  setTyped(field, value)
  fire(field, 'focus', { value, height: 300 })
  fire(field, 'input', { value, cursor: value.length, keyCode: 0 })
  if (confirm) fire(field, 'confirm', { value })
  fire(field, 'blur', { value, cursor: value.length })
}

/** Toggles a switch, checkbox or radio, found by its own label or by the text of the `<label>` around it. */
export function toggle(root: UiElement, target: Target): void {
  const isControl = has('switch', 'checkbox', 'radio')
  const found = findOne(root, target, 'switch', (element) => isControl(element) || tagOf(element) === 'label')
  const control = isControl(found) ? found : descendants(found).find(isControl)
  if (!control) throw new Error('The label holds no switch, checkbox or radio')
  if (isOn(control, 'disabled')) throw new Error('The control is disabled')
  if (tagOf(control) === 'switch') {
    const value = !isChecked(control)
    setTyped(control, value, 'checked')
    fire(control, 'change', { value })
    return
  }
  const radio = tagOf(control) === 'radio'
  const group = parents(control).find(has(radio ? 'radio-group' : 'checkbox-group'))
  if (!group) throw new Error(`The ${tagOf(control)} is in no group: WeChat fires no event then`)
  const all = descendants(group).filter(isControl)
  if (radio) for (const each of all) setTyped(each, each === control, 'checked')
  else setTyped(control, !isChecked(control), 'checked')
  const values = all.filter(isChecked).map((each) => text(each, 'value'))
  fire(group, 'change', { value: radio ? values[0] : values })
}

/** Chooses in a picker: by label (or index) in a list, by value for a date or a time. */
export function pick(root: UiElement, target: Target, choice: string | number | (string | number)[]): void {
  const picker = findOne(root, target, 'picker', has('picker', 'picker-view'))
  if (isOn(picker, 'disabled')) throw new Error('The picker is disabled')
  const value = tagOf(picker) === 'picker-view' ? wheels(picker, choice) : pickerValue(picker, choice)
  setTyped(picker, value)
  fire(picker, 'change', { value })
}

function pickerValue(picker: UiElement, choice: string | number | (string | number)[]): unknown {
  const mode = text(picker, 'mode') || 'selector'
  const range = (attribute(picker, 'range') ?? []) as unknown[]
  const key = text(picker, 'range-key')
  // WeChat gives the index of a list as text.
  if (mode === 'selector') return String(indexIn(range, key, choice as string | number))
  const choices = Array.isArray(choice) ? choice : [choice]
  if (mode === 'multiSelector') return choices.map((each, column) => indexIn(range[column] as unknown[], key, each))
  const [start, end] = [text(picker, 'start'), text(picker, 'end')]
  if ((start !== '' && String(choice) < start) || (end !== '' && String(choice) > end)) {
    throw new Error(`${choice} lies outside ${start} – ${end}`)
  }
  return choice
}

function indexIn(range: unknown[], key: string, choice: string | number): number {
  if (typeof choice === 'number') return choice
  const labels = range.map((item) => String(key === '' ? item : (item as Record<string, unknown>)[key]))
  const index = labels.indexOf(choice)
  if (index < 0) throw new Error(`The picker offers ${labels.join('、')}, not ${choice}`)
  return index
}

function wheels(view: UiElement, choice: string | number | (string | number)[]): number[] {
  const columns = childrenOf(view).filter(isElement)
  const choices = Array.isArray(choice) ? choice : [choice]
  return choices.map((each, column) => {
    if (typeof each === 'number') return each
    const items = childrenOf(columns[column] as UiElement).filter(isElement)
    return indexIn(items.map(readText), '', each)
  })
}
