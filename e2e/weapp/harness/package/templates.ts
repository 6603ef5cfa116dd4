import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { template } from 'glass-easel'
import { TmplGroup } from 'glass-easel-template-compiler'
import { glassEasel } from '../runtime/framework'
import type { AppPackage } from './app-package'

export interface WxmlFault {
  path: string
  line: number
  level: string
  message: string
}

interface CompilerMessage {
  message: string
  level: string
  startLine: number
}

const cache = new Map<string, Map<string, template.ComponentTemplate>>()

/** Compiles every WXML and WXS of the package together: they import one another. Throws if one is broken. */
export function compileTemplates(pkg: AppPackage): Map<string, template.ComponentTemplate> {
  const key = fingerprint(pkg)
  const cached = cache.get(key)
  if (cached) return cached
  const { group, faults } = parseTemplates(pkg)
  if (faults.length > 0) throw new Error(`Broken WXML:\n${faults.map(showFault).join('\n')}`)
  const list = evaluate(group.getTmplGenObjectGroups())
  group.free()
  const templates = new Map<string, template.ComponentTemplate>()
  for (const [path, content] of Object.entries(list)) {
    // Taro writes `bindtap` without a colon: without this it would be an attribute and taps would do nothing.
    templates.set(path, { groupList: list, content, fallbackListenerOnNativeNode: true })
  }
  cache.set(key, templates)
  return templates
}

/**
 * The compiler's output is an expression: an object of path → template. A `<template is>` of an undefined
 * name silently renders nothing (as with Taro's `compileMode` prop without its build option); here it is an error.
 */
function evaluate(expression: string): template.ProcGenGroupList {
  const lookup = 'return S[P]}'
  if (!expression.includes(lookup)) throw new Error('The template compiler looks templates up in a new way')
  const checked = expression.replaceAll(lookup, 'return S[P]||missing(P)}')
  const missing = (name: unknown) =>
    glassEasel.dispatchError(new Error(`No template is named ${String(name)}`), '[render]')
  return new Function('missing', `return ${checked}`)(missing) as template.ProcGenGroupList
}

export function parseTemplates(pkg: AppPackage): { group: TmplGroup; faults: WxmlFault[] } {
  const group = new TmplGroup()
  const faults: WxmlFault[] = []
  for (const { path } of pkg.files()) {
    if (path.endsWith('.wxs')) group.addScript(path.slice(0, -4), pkg.read(path))
    if (!path.endsWith('.wxml')) continue
    const messages = group.addTmpl(path.slice(0, -5), pkg.read(path)) as CompilerMessage[]
    for (const { message, level, startLine } of messages) {
      // A missing end tag is only a warning here, but WeChat's own compiler refuses it.
      if (level !== 'Note') faults.push({ path, line: startLine + 1, level, message })
    }
  }
  return { group, faults }
}

export function showFault({ path, line, level, message }: WxmlFault): string {
  return `${path}:${line} ${level}: ${message}`
}

function fingerprint(pkg: AppPackage): string {
  const marks = pkg
    .files()
    .filter(({ path }) => /\.wx(ml|s)$/.test(path))
    .map(({ path, bytes }) => `${path} ${bytes} ${statSync(join(pkg.root, path)).mtimeMs}`)
  return [pkg.root, ...marks].join('\n')
}
