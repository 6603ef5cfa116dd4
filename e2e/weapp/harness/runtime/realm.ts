import { posix } from 'node:path'
import vm from 'node:vm'
import type { Clock } from '../clock'
import type { AppPackage } from '../package/app-package'
import { describe, type FaultLog } from './fault-log'

interface Bootstrap {
  clone: <T>(value: T) => T
  list: <T>(items: T[]) => T[]
  promise: <T>(executor: (resolve: (value: T) => void, reject: (cause: unknown) => void) => void) => Promise<T>
  Promise: PromiseConstructor
}

/**
 * Runs inside the realm. WeChat's JavaScript has neither WebAssembly nor, on some Android phones, a full Intl,
 * so code that uses them must fail here. `clone` gives host data the realm's own prototypes,
 * otherwise `instanceof Object` and `instanceof ArrayBuffer` would be false in the app.
 */
const bootstrap = `(now) => {
  for (const name of ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'Intl', 'escape', 'unescape']) delete globalThis[name]
  const NativeDate = Date
  globalThis.Date = new Proxy(NativeDate, {
    construct: (target, args, made) => Reflect.construct(target, args.length ? args : [now()], made),
    apply: () => new NativeDate(now()).toString(),
    get: (target, key) => (key === 'now' ? () => now() : Reflect.get(target, key)),
  })
  NativeDate.prototype.constructor = globalThis.Date
  const tag = (value) => Object.prototype.toString.call(value).slice(8, -1)
  const clone = (value) => {
    if (value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) return Array.from(value, clone)
    if (tag(value) === 'ArrayBuffer') return new Uint8Array(new Uint8Array(value)).buffer
    if (tag(value) === 'Date') return new NativeDate(value.getTime())
    const copy = {}
    for (const key of Object.keys(value)) copy[key] = clone(value[key])
    return copy
  }
  return { clone, list: (items) => Array.from(items), promise: (executor) => new Promise(executor), Promise }
}`

/** A JavaScript realm without globals of a browser or of Node, like WeChat's logic layer. */
export class Realm {
  readonly globals: Record<string, unknown>
  readonly clone: Bootstrap['clone']
  /** The realm's own array of the very same items. */
  readonly list: Bootstrap['list']
  readonly promise: Bootstrap['promise']
  private readonly Promise: PromiseConstructor
  private readonly modules = new Map<string, { exports: unknown }>()
  private readonly context: vm.Context

  constructor(
    private readonly pkg: AppPackage,
    clock: Clock,
    private readonly faults: FaultLog,
    readonly printed: string[],
  ) {
    // WeChat forbids eval and new Function.
    this.context = vm.createContext({}, { codeGeneration: { strings: false, wasm: false } })
    this.globals = vm.runInContext('globalThis', this.context) as Record<string, unknown>
    const make = vm.runInContext(bootstrap, this.context) as (now: () => number) => Bootstrap
    const made = make(() => clock.now())
    this.clone = made.clone
    this.list = made.list
    this.promise = made.promise
    this.Promise = made.Promise
    Object.assign(this.globals, this.timers(clock), { console: this.console() })
  }

  /** Deletes globals that some phones lack, such as `Object.hasOwn`. Call it before the app runs. */
  lack(names: readonly string[]): void {
    for (const name of names) vm.runInContext(`delete globalThis.${name}`, this.context)
  }

  owns(promise: unknown): boolean {
    return promise instanceof this.Promise
  }

  /** Runs a file of the package once and gives its exports, as WeChat's own `require` does. */
  require(path: string, from = ''): unknown {
    const file = this.resolve(path, from)
    const loaded = this.modules.get(file)
    if (loaded) return loaded.exports
    const module = { exports: this.clone({}) as unknown }
    this.modules.set(file, module)
    const run = vm.compileFunction(this.pkg.read(file), ['require', 'module', 'exports'], {
      filename: file,
      parsingContext: this.context,
    })
    run.call(module.exports, (name: string) => this.require(name, file), module, module.exports)
    return module.exports
  }

  /** Runs a callback of the app from outside of it; what it throws is a fault of the app, not of the test. */
  guard(what: string, run: () => void): void {
    try {
      run()
    } catch (cause) {
      this.faults.report(`uncaught in ${what}`, cause)
    }
  }

  private resolve(path: string, from: string): string {
    const named = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(from), path)
    const file = [named, `${named}.js`, `${named}/index.js`].find((name) => name.endsWith('.js') && this.pkg.has(name))
    if (!file) throw new Error(`module '${path}' is not defined (required by ${from || 'the app'})`)
    const owner = this.pkg.subpackageOf(file)
    if (owner !== '' && from !== '' && owner !== this.pkg.subpackageOf(from))
      throw new Error(`${from} may not require ${file}: it is in subpackage ${owner}`)
    return file
  }

  private timers(clock: Clock): Record<string, unknown> {
    const guarded = (run: unknown, args: unknown[]) => () =>
      this.guard('a timer', () => (run as (...args: unknown[]) => void)(...args))
    return {
      setTimeout: (run: unknown, ms = 0, ...args: unknown[]) => clock.after(Number(ms), guarded(run, args)),
      setInterval: (run: unknown, ms = 0, ...args: unknown[]) => clock.every(Number(ms), guarded(run, args)),
      clearTimeout: (id: number) => clock.clear(id),
      clearInterval: (id: number) => clock.clear(id),
    }
  }

  private console(): Record<string, unknown> {
    const print = (...parts: unknown[]) => void this.printed.push(parts.map(describe).join(' '))
    const fail = (...parts: unknown[]) => this.faults.report('console.error', parts.map(describe).join(' '))
    const silent = ['group', 'groupCollapsed', 'groupEnd', 'time', 'timeEnd', 'table', 'trace', 'count']
    return {
      ...Object.fromEntries(['log', 'info', 'debug', 'warn'].map((name) => [name, print])),
      ...Object.fromEntries(silent.map((name) => [name, () => undefined])),
      error: fail,
      assert: (condition: unknown, ...parts: unknown[]) => condition || fail('assertion failed', ...parts),
    }
  }
}
