import { readFileSync } from 'node:fs'
import { parse } from 'acorn'
import { ancestor } from 'acorn-walk'
import compat from 'core-js-compat/compat'
import { getBrowsersList, getPolyfillInfo } from 'miniprogram-compat'
import { readWxMembers } from './wx-members'

/** The oldest base library that the mini-program supports, declared in project.config.json. */
export const baseLibrary = (): string => JSON.parse(readFileSync('project.config.json', 'utf8')).libVersion

/** What a phone lacks of the JavaScript library: globals, functions of a type (`Object.groupBy`), methods. */
interface Missing {
  globals: Set<string>
  functions: Set<string>
  methods: Set<string>
}

/** core-js modules that correct an old method, or add a method to iterators that arrays have too. */
const NO_NEW_NAME = /^es\.(array\.includes|json\.parse|iterator\.(?!constructor))|^web\.dom-/
/** Types whose functions are called on the type itself. */
const ON_TYPE = /^es\.(object|promise|json|math|regexp|error|map\.group|array\.from|uint8-array\.from)/
const GLOBALS: Record<string, string> = {
  url: 'URL',
  'url-search-params': 'URLSearchParams',
  immediate: 'setImmediate',
}

const camel = (text: string): string => text.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase())
const typeName = (text: string): string => camel(`-${text}`)

/**
 * What phones with this base library lack: what core-js knows to be missing in their JavaScript engines, less what the
 * base library adds. Both tables are kept by others: core-js-compat, and miniprogram-compat by WeChat.
 */
export function missingIn(version: string): Missing {
  const [engines, added] = [getBrowsersList(version), getPolyfillInfo(version)]
  if (!engines || !added) throw new Error(`miniprogram-compat does not know base library ${version}`)
  const has = new Set(added.coreJsModules.map((module) => module.replace(/^esnext\./, 'es.')))
  const { list } = compat({ targets: engines, modules: /^(es|web)\./ })
  const missing: Missing = { globals: new Set(), functions: new Set(), methods: new Set() }
  for (const module of list.filter((name) => !has.has(name) && !NO_NEW_NAME.test(name))) {
    const [group, type = '', member = 'constructor'] = module.replace(/\.v2$/, '').split('.')
    if (group === 'web') missing.globals.add(GLOBALS[type] ?? camel(type))
    else if (type === 'global-this') missing.globals.add('globalThis')
    else if (member === 'constructor') missing.globals.add(typeName(type))
    else if (ON_TYPE.test(module)) missing.functions.add(`${typeName(type)}.${camel(member)}`)
    else missing.methods.add(camel(member.replace('at-alternative', 'at')))
  }
  return missing
}

interface Node {
  type: string
  [field: string]: unknown
}
const nameOf = (node: unknown): string => String((node as Node)?.name ?? '')

/** Whether the innermost of these nodes is the operand of `typeof`. */
function isTested(ancestors: unknown[]): boolean {
  const { type, operator } = (ancestors.at(-2) ?? {}) as Node
  return type === 'UnaryExpression' && operator === 'typeof'
}

/** Uses in a script of what is missing, save of what the script tests by `typeof`. */
export function missingUses(source: string, { globals, functions, methods }: Missing): string[] {
  const used = new Set<string>()
  const tested = new Set<string>()
  const program = parse(source, { ecmaVersion: 'latest', allowReturnOutsideFunction: true })
  ancestor(program, {
    Identifier(node, _state, ancestors) {
      const name = nameOf(node)
      if (isTested(ancestors)) tested.add(name)
      else if (globals.has(name)) used.add(name)
    },
    MemberExpression({ object, property }, _state, ancestors) {
      const path = `${nameOf(object)}.${nameOf(property)}`
      if (isTested(ancestors)) for (const name of [path, `.${nameOf(property)}()`]) tested.add(name)
      else if (functions.has(path)) used.add(path)
    },
    CallExpression({ callee, arguments: given }) {
      const method = nameOf((callee as unknown as Node).property)
      if (methods.has(method)) used.add(`.${method}()`)
      if (nameOf(callee) === 'RegExp') for (const pattern of newerPatterns(given)) used.add(pattern)
    },
    NewExpression({ callee, arguments: given }) {
      if (nameOf(callee) === 'RegExp') for (const pattern of newerPatterns(given)) used.add(pattern)
    },
  })
  return [...used].filter((name) => !tested.has(name)).sort()
}

/**
 * Parts of a pattern given to RegExp as text that are newer than ES2017: look-behind, named groups, `\p{…}`. In a literal
 * the parser finds them (package-check.ts).
 */
function newerPatterns(given: unknown[]): string[] {
  const texts = JSON.stringify(given).match(/\(\?<[=!\w]|\\+p\{/gi) ?? []
  return texts.map((text) => `RegExp('${text.replace(/^\\+/, '\\')}…')`)
}

/** Members of `wx` that the script calls and that came with a later base library. */
export function newerInterfaces(source: string, version: string): string[] {
  return [...readWxMembers()]
    .filter(([name, since]) => since && isNewer(since, version) && new RegExp(`\\.${name}\\)?\\(`).test(source))
    .map(([name, since]) => `wx.${name} needs base library ${since}`)
}

function isNewer(version: string, than: string): boolean {
  const [left, right] = [version, than].map((text) => text.split('.').map(Number))
  const at = [0, 1, 2].find((place) => (left?.[place] ?? 0) !== (right?.[place] ?? 0))
  return at !== undefined && (left?.[at] ?? 0) > (right?.[at] ?? 0)
}
