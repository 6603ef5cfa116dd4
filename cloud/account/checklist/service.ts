import type { Finding } from '@core/account/checklist'
import type { Deps } from '../../base/deps'
import { POOL_SIZE } from '../../db/port'
import { judgeDistrict, judgeServer, judgeSettings, type Settings } from './findings'
import { readDistrict, readServer } from './queries'

type Checked = Pick<Deps, 'db' | 'now'> & Settings

/** The findings about the server and the configuration alone, which need no table. */
export async function checkInstallation(deps: Checked): Promise<Finding[]> {
  const from = deps.now()
  const server = await readServer(deps.db)
  // The server's clock was read somewhere in between.
  const apart = server.now - (from + deps.now()) / 2
  return [...judgeSettings(deps), ...judgeServer(server, apart, deps.installation?.pool ?? POOL_SIZE)]
}

/** Checklist of a district before it opens: the page and `npm run doctor` show the same. */
export async function checkAll(deps: Checked): Promise<Finding[]> {
  const district = judgeDistrict(await readDistrict(deps.db, deps.now()), deps.now())
  return [...district, ...(await checkInstallation(deps))]
}
