import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

type Tag = ts.JsxOpeningElement | ts.JsxSelfClosingElement

/** Source of every component by its name. */
const components = new Map<string, ts.Node>()
const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.tsx'))
  .map((name) => {
    const source = readFileSync(join('src', name), 'utf8')
    return ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  })
for (const file of files) {
  file.forEachChild((node) => {
    if (ts.isFunctionDeclaration(node) && node.name) components.set(node.name.text, node)
  })
}

const isTag = (node: ts.Node): node is Tag => ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)
const has = ({ attributes }: Tag, wanted: string): boolean =>
  attributes.properties.some((one) => ts.isJsxAttribute(one) && one.name.getText() === wanted)

function tagsIn(node: ts.Node, found: Tag[] = []): Tag[] {
  // A sheet is shown once, for the one that was chosen.
  if (ts.isJsxElement(node) && node.openingElement.tagName.getText() === 'BottomSheet') return found
  if (isTag(node)) found.push(node)
  node.forEachChild((child) => {
    tagsIn(child, found)
  })
  return found
}

/** Rendered once per item: has a key, in a function of an item. */
function isRepeated(tag: Tag): boolean {
  let above: ts.Node = tag
  while (above && !ts.isArrowFunction(above) && !ts.isFunctionDeclaration(above)) above = above.parent
  return has(tag, 'key') && !!above && ts.isArrowFunction(above)
}

/** Buttons without an object in what is rendered here, components included. A button with a key has a text of its own. */
function bareButtons(node: ts.Node, seen: readonly string[] = []): string[] {
  return tagsIn(node).flatMap((tag) => {
    const name = tag.tagName.getText()
    if (name === 'Button')
      return has(tag, 'of') || has(tag, 'key') ? [] : [`${tag.getSourceFile().fileName} ${tag.parent.getText()}`]
    const component = components.get(name)
    return component && name !== 'Touchable' && !seen.includes(name) ? bareButtons(component, [...seen, name]) : []
  })
}

test('a button that a list repeats names what it acts on', () => {
  const repeated = files.flatMap((file) => tagsIn(file).filter(isRepeated))
  expect(repeated.length).toBeGreaterThan(20)
  const bare = repeated.flatMap((tag) => bareButtons(ts.isJsxOpeningElement(tag) ? tag.parent : tag))
  expect([...new Set(bare)]).toEqual([])
})
