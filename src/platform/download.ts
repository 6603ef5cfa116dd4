import Taro from '@tarojs/taro'
import { cloudAt } from '@/env'
import { endLogin, headersNow, onLoginEnded } from './cloud'

export type Downloaded = 'opened' | 'saved' | 'failed' | 'no-signal'

/** WeChat shows workbooks; what it cannot show can be sent to a chat. */
export const opens = (ending: string): boolean => ending === 'xlsx'

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

/** A name that has no end is a file without a kind. */
const endingOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1)

/** To a chat that is asked for, one's own with the file assistant say. Whoever changes their mind has seen it. */
async function sendOn(filePath: string, fileName: string): Promise<Downloaded> {
  try {
    await Taro.shareFileMessage({ filePath, fileName })
    return 'saved'
  } catch (fault) {
    return /cancel/.test((fault as { errMsg?: string }).errMsg ?? '') ? 'opened' : 'failed'
  } finally {
    empty()
  }
}

/**
 * Fetches a file in one's own name, and shows it with the menu by which it is kept or sent on, under its name; what
 * cannot be shown is sent.
 */
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
  if (!opens(endingOf(name))) return sendOn(filePath, name)
  try {
    await Taro.openDocument({ filePath, fileType: endingOf(name) as 'xlsx', showMenu: true })
    return 'opened'
  } catch {
    return 'failed'
  }
}
