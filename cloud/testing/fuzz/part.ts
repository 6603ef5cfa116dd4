import type { GenericSchema } from 'valibot'

/** An input schema as a plain tree: for the check of limits, and to generate requests. */
export type Part =
  | { is: 'object'; entries: { name: string; part: Part; optional: boolean }[] }
  | { is: 'array'; item: Part; least: number; most: number | undefined }
  | { is: 'choice'; options: Part[] }
  | { is: 'values'; values: readonly unknown[] }
  | { is: 'text'; schema: GenericSchema; least: number; most: number | undefined; patterns: RegExp[] }
  | { is: 'number'; least: number | undefined; most: number | undefined; whole: boolean }

type Action = { kind: string; type: string; requirement?: unknown; letters?: { least: number; most: number } }
/** What valibot's schema objects have, read without their types. */
type Raw = {
  type: string
  pipe?: readonly (Raw & Action)[]
  wrapped?: Raw
  entries?: Record<string, Raw>
  item?: Raw
  options?: readonly unknown[]
  literal?: unknown
}

/** The actions on the input itself: those before the first transformation. */
function actionsOf(raw: Raw): Action[] {
  const [root, ...rest] = raw.pipe ?? []
  const end = rest.findIndex(({ kind, type }) => kind === 'schema' || type === 'transform')
  const own = end < 0 ? rest : rest.slice(0, end)
  return [...(root?.pipe ? actionsOf(root) : []), ...own]
}

const OPTIONAL = ['optional', 'exact_optional', 'nullish']
const least = (values: (number | undefined)[]): number | undefined => {
  const given = values.filter((value) => value !== undefined)
  return given.length ? Math.min(...given) : undefined
}

/** The tree of a schema. Throws for kinds of schema that no request has. */
export function partOf(schema: GenericSchema): Part {
  const raw = schema as unknown as Raw
  const actions = actionsOf(raw)
  const numbersOf = (...types: string[]): number[] =>
    actions.filter(({ type }) => types.includes(type)).map(({ requirement }) => requirement as number)
  const sized = actions.flatMap(({ letters }) => letters ?? [])
  const inner = (one: unknown) => partOf(one as GenericSchema)
  switch (raw.type) {
    case 'object':
    case 'strict_object':
    case 'loose_object':
      return {
        is: 'object',
        entries: Object.entries(raw.entries ?? {}).map(([name, entry]) => ({
          name,
          part: inner(entry),
          optional: OPTIONAL.includes(entry.type),
        })),
      }
    case 'array':
      return {
        is: 'array',
        item: inner(raw.item),
        least: Math.max(0, ...numbersOf('min_length', 'length')),
        most: least(numbersOf('max_length', 'length')),
      }
    case 'union':
    case 'variant':
      return { is: 'choice', options: (raw.options ?? []).map(inner) }
    case 'optional':
    case 'exact_optional':
      return inner(raw.wrapped)
    case 'nullable':
    case 'nullish':
      return { is: 'choice', options: [inner(raw.wrapped), { is: 'values', values: [null] }] }
    case 'picklist':
      return { is: 'values', values: raw.options ?? [] }
    case 'literal':
      return { is: 'values', values: [raw.literal] }
    case 'boolean':
      return { is: 'values', values: [true, false] }
    case 'number':
      return {
        is: 'number',
        least: least(numbersOf('min_value')),
        most: least(numbersOf('max_value')),
        whole: actions.some(({ type }) => type === 'integer'),
      }
    case 'string':
      return {
        is: 'text',
        schema,
        least: Math.max(0, ...numbersOf('min_length', 'length'), ...sized.map((one) => one.least)),
        most: least([...numbersOf('max_length', 'length'), ...sized.map((one) => one.most)]),
        patterns: actions.flatMap(({ requirement }) => (requirement instanceof RegExp ? [requirement] : [])),
      }
    default:
      throw new Error(`no request has a schema of type ${raw.type}`)
  }
}
