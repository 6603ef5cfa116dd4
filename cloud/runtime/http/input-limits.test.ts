import type { Endpoint } from '@core/contract/endpoint'
import { endpoints } from '@core/contract/endpoints'
import type { GenericSchema } from 'valibot'
import * as v from 'valibot'
import { type Part, partOf } from '../../testing/fuzz/part'

/** Whether a pattern ends: anchored on both sides, and without `*`, `+` or `{n,}` outside a character class. */
const isBounded = ({ source }: RegExp): boolean => {
  const bare = source.replace(/\\./g, '_').replace(/\[[^\]]*\]/g, '_')
  return bare.startsWith('^') && bare.endsWith('$') && !/[*+]|\{\d+,\}/.test(bare)
}

/** The largest integer of a column; no figure is larger. */
const FIGURE_MOST = 2 ** 31 - 1
/** Numbers that name something instead of measuring it: of a scan, or of a notice. */
const NUMBERED = /\.(seq|of|upTo)$/

/** Paths of a schema that have no maximum. */
function unbounded(part: Part, path: string): string[] {
  switch (part.is) {
    case 'object':
      return part.entries.flatMap(({ name, part: inner }) => unbounded(inner, `${path}.${name}`))
    case 'array':
      return [
        ...(part.most === undefined ? [`${path}: no maximum of items`] : []),
        ...unbounded(part.item, `${path}[]`),
      ]
    case 'choice':
      return part.options.flatMap((option) => unbounded(option, path))
    case 'number': {
      const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = part
      const isFigure = Math.abs(least) <= FIGURE_MOST && Math.abs(most) <= FIGURE_MOST
      return isFigure || (most <= Number.MAX_SAFE_INTEGER && NUMBERED.test(path))
        ? []
        : [`${path}: no minimum or maximum`]
    }
    case 'text':
      return part.most === undefined && !part.patterns.some(isBounded) ? [`${path}: no maximum length`] : []
    default:
      return []
  }
}

const inputsOf = ({ params, query, body }: Endpoint) =>
  Object.entries({ params, query, body }).filter((one): one is [string, GenericSchema] => one[1] !== undefined)

test.each(Object.entries(endpoints) as [string, Endpoint][])(
  '%s has a maximum for every number, text and array of a request',
  (_name, endpoint) => {
    expect(inputsOf(endpoint).flatMap(([place, schema]) => unbounded(partOf(schema), place))).toEqual([])
  },
)

const UNBOUNDED: [GenericSchema, string][] = [
  [v.number(), 'number'],
  [v.pipe(v.number(), v.minValue(0)), 'number without a maximum'],
  [v.string(), 'text'],
  [v.pipe(v.string(), v.regex(/^a+$/)), 'pattern without an end'],
  [v.pipe(v.string(), v.regex(/^a{2,}$/)), 'pattern with at least'],
  [v.pipe(v.string(), v.regex(/a/)), 'pattern without anchors'],
  [
    v.pipe(
      v.string(),
      v.transform((text) => text.split(',')),
      v.maxLength(3),
    ),
    'text whose parts alone are counted',
  ],
  [v.array(v.boolean()), 'array'],
  [v.pipe(v.array(v.string()), v.maxLength(3)), 'array of texts'],
  [v.object({ a: v.optional(v.object({ b: v.nullable(v.number()) })) }), 'number inside'],
]
test.each(UNBOUNDED.map(([schema, what]) => [what, schema] as const))('the check finds a %s', (_what, schema) => {
  expect(unbounded(partOf(schema), '')).toHaveLength(1)
})
test('the check accepts what is bounded', () => {
  const schema = v.object({
    a: v.pipe(v.number(), v.minValue(0), v.maxValue(9)),
    b: v.pipe(v.string(), v.regex(/^[a*+]{1,9}\+$/)),
    c: v.pipe(v.array(v.pipe(v.string(), v.length(3))), v.length(3)),
    d: v.optional(v.picklist(['x'])),
  })
  expect(unbounded(partOf(schema), '')).toEqual([])
})
