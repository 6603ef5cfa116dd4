import Taro from '@tarojs/taro'
import { cloudAt } from '@/env'
import { endLogin, headersNow, onLoginEnded } from './cloud'

export type Downloaded = 'opened' | 'saved' | 'failed' | 'no-signal'

/** WeChat shows workbooks, and nothing of comma-separated values. */
export const opens = (ending: string): boolean => ending !== 'csv'

const TIMEOUT_MS = 30_000
const folder = (): string => `${Taro.env.USER_DATA_PATH}/downloads`

/** One file at a time: what is said of people does not gather on a phone. */
function empty(): void {
  try {
    Taro.getFileSystemManager().rmdirSync(folder(), true)
  } catch {
    // There was none.
  }
}
onLoginEnded(empty)

function makeRoom(): void {
  empty()
  try {
    Taro.getFileSystemManager().mkdirSync(folder(), true)
  } catch {
    // There is one already.
  }
}

/** Fetches a file in one's own name, and shows it with the menu by which it is kept or sent on, under its name. */
export async function download(path: string, name: string): Promise<Downloaded> {
  makeRoom()
  const filePath = `${folder()}/${name}`
  try {
    const { statusCode } = await Taro.downloadFile({
      url: cloudAt + path,
      filePath,
      header: headersNow(),
      timeout: TIMEOUT_MS,
    })
    if (statusCode === 401) endLogin()
    if (statusCode !== 200) return 'failed'
  } catch {
    return 'no-signal'
  }
  try {
    const fileType = name.slice(name.lastIndexOf('.') + 1) as 'xlsx'
    await Taro.openDocument({ filePath, fileType, showMenu: true })
    return 'opened'
  } catch {
    return 'failed'
  }
}
