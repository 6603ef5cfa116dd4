// `npm run import -- district.xlsx`: imports a district's network from a workbook, or a folder of CSV files, into the
// configured database, after showing the difference. `--template`, `--export`: writes a workbook.
import { checkNode, ensureCloud, ensureDependencies } from './lib/setup.mjs'

checkNode()
await ensureDependencies()
await ensureCloud()
await import('../dist/cloud/import.mjs')
