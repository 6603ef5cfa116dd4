/** The parts of a valibot schema that contain other schemas. */
type Nested = {
  entries?: Record<string, Nested>
  options?: readonly unknown[]
  pipe?: readonly Nested[]
  wrapped?: Nested
  item?: Nested
  value?: Nested
}

const isNested = (part: unknown): part is Nested => typeof part === 'object' && part !== null

/** Paths of all fields in a schema, such as `offering.templates.0.at`, where `0` is any index. */
export function fieldPaths(schema: unknown, path = ''): string[] {
  if (!isNested(schema)) return []
  const at = (name: string) => (path ? `${path}.${name}` : name)
  const { entries = {}, options = [], pipe = [], wrapped, item, value } = schema
  // The first part of a pipe is the schema itself.
  const same = [...options, ...pipe.slice(1), wrapped, value]
  return [
    ...Object.entries(entries).flatMap(([name, field]) => [at(name), ...fieldPaths(field, at(name))]),
    ...same.flatMap((part) => fieldPaths(part, path)),
    ...fieldPaths(item, at('0')),
  ]
}
