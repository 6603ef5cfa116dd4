import { join } from 'node:path'
import { readSchema } from '../../db/schema-files'

/** The schema, read from the source files. */
export const SCHEMA = readSchema(join(__dirname, '../..'))
