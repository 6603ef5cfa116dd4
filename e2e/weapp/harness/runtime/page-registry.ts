import { posix } from 'node:path'
import type { AppPackage, PageJson } from '../package/app-package'
import { compileTemplates } from '../package/templates'
import { type CodeSpace, MiniProgramEnv } from './framework'
import { withPlainEvents } from './mp-event'
import type { Realm } from './realm'

type Definition = Record<string, unknown>
type ComponentDefinition = Parameters<ReturnType<CodeSpace['component']>['definition']>[0]

const LISTS = ['behaviors', 'externalClasses']

/** Defines pages and components when they are first needed, as `lazyCodeLoading` does. */
export class PageRegistry {
  readonly env = new MiniProgramEnv()
  readonly space: CodeSpace
  private readonly loaded = new Set<string>()
  private defining = ''
  private defined = false

  constructor(
    private readonly pkg: AppPackage,
    private readonly realm: Realm,
  ) {
    this.space = this.env.createCodeSpace('app', true)
    for (const [path, template] of compileTemplates(pkg)) this.space.addCompiledTemplate(path, template)
    realm.globals.Page = (definition: Definition) => this.definePage(definition)
    realm.globals.Component = (definition: Definition) => this.defineComponent(definition)
    realm.globals.Behavior = () => {
      throw new Error('Behavior() is not in the harness')
    }
  }

  load(path: string): void {
    if (this.loaded.has(path)) return
    this.loaded.add(path)
    const json = this.pkg.pageJson(path)
    const usingComponents = { ...this.pkg.app.usingComponents, ...json.usingComponents }
    for (const target of Object.values(usingComponents)) this.load(this.componentPath(target, path))
    this.space.addComponentStaticConfig(path, staticConfig(json, usingComponents))
    this.defining = path
    this.defined = false
    this.realm.require(`/${path}.js`)
    if (!this.defined) throw new Error(`${path}.js called neither Page() nor Component()`)
  }

  private componentPath(target: string, from: string): string {
    return target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(from), target)
  }

  private definePage(definition: Definition): void {
    this.defined = true
    const { clone } = this.realm
    this.space.component(this.defining).pageDefinition(withPlainEvents(definition, clone)).register()
  }

  private defineComponent(definition: Definition): void {
    this.defined = true
    const { clone } = this.realm
    const methods = withPlainEvents((definition.methods ?? {}) as Definition, clone)
    const properties = hostTypes((definition.properties ?? {}) as Definition)
    // Taro writes {} for an empty list; WeChat accepts that, the framework does not.
    const lists = Object.fromEntries(
      LISTS.map((name) => [name, Array.isArray(definition[name]) ? definition[name] : []]),
    )
    const component = { ...definition, ...lists, methods, properties } as ComponentDefinition
    this.space.component(this.defining).definition(component).register()
  }
}

function staticConfig(json: PageJson, usingComponents: Record<string, string>) {
  const { component, styleIsolation } = json
  return { component, styleIsolation, usingComponents } as Parameters<CodeSpace['addComponentStaticConfig']>[1]
}

const HOST_TYPES: Record<string, unknown> = { String, Number, Boolean, Object, Array, Function }

/** Replaces property types by the host's of the same name: the framework does not know the realm's own Object. */
function hostTypes(properties: Definition): Definition {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => {
      if (typeof property === 'function') return [name, hostType(property)]
      if (property === null || typeof property !== 'object') return [name, property]
      const { type } = property as { type?: unknown }
      return [name, { ...property, ...(typeof type === 'function' ? { type: hostType(type) } : {}) }]
    }),
  )
}

function hostType(type: { name: string }): unknown {
  return HOST_TYPES[type.name] ?? null
}
