// `npm run schema`: writes cloud/db/schema.sql, what a migrated database has.
import { writeFileSync } from 'node:fs'
import { readSchema } from '../cloud/db/schema-files.ts'
import { schemaText } from '../cloud/db/schema-text.ts'

writeFileSync('cloud/db/schema.sql', await schemaText(readSchema('cloud')))
