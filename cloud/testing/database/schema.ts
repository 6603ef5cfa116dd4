import { join } from 'node:path'
import { readSchema } from '../../db/schema-files'

/** The schema as it stands in the source. */
export const SCHEMA = readSchema(join(__dirname, '../..'))
