import * as v from 'valibot'
import { Offering } from '../catalogue/offering'
import { fieldPaths } from './field-paths'

test('fields of nested objects and lists have paths', () => {
  expect(fieldPaths(Offering)).toEqual(
    expect.arrayContaining(['drawMinutes', 'audience.fromAge', 'templates', 'templates.0.at', 'templates.0.capacity']),
  )
})
test('optional fields, unions, pipes and records are looked into', () => {
  const one = v.object({ a: v.optional(v.object({ b: v.string() })) })
  const two = v.pipe(
    v.object({ c: v.record(v.string(), v.object({ d: v.number() })) }),
    v.check(() => true),
  )
  expect(fieldPaths(v.union([one, two]))).toEqual(['a', 'a.b', 'c', 'c.d'])
})
