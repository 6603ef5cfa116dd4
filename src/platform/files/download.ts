import Taro from '@tarojs/taro'
import { endLogin, headersNow, isNoSignal, onLoginEnded } from '../network/cloud'
import { save } from '../transport/transport'

export type Downloaded = 'opened' | 'saved' | 'failed' | 'no-signal'

/** WeChat shows workbooks; what it cannot show can be sent to a chat. */
export const opens = (ending: string): boolean => ending === 'xlsx'

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
    const status = await save({ path, headers: headersNow() }, filePath)
    if (status === 401) endLogin()
    if (status !== 200) return 'failed'
  } catch (fault) {
    // Else there is no room for it on this phone.
    return isNoSignal(fault) ? 'no-signal' : 'failed'
  }
  if (!opens(endingOf(name))) return sendOn(filePath, name)
  try {
    await Taro.openDocument({ filePath, fileType: endingOf(name) as 'xlsx', showMenu: true })
    return 'opened'
  } catch {
    return 'failed'
  }
}
