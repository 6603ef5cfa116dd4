import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SCHEMA } from '../testing/database/schema'
import { schemaText } from './schema-text'

test('schema.sql is the schema of a migrated database (`npm run schema` updates it)', async () => {
  expect(readFileSync(join(__dirname, 'schema.sql'), 'utf8')).toBe(await schemaText(SCHEMA))
})
