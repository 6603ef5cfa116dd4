import Taro from '@tarojs/taro'
import { endLogin, headersNow, isNoSignal, onLoginEnded } from '../network/cloud'
import { save } from '../transport/transport'

export type DownloadResult = 'opened' | 'saved' | 'failed' | 'no-signal'

/** WeChat shows workbooks; what it cannot show can be sent to a chat. */
export const canOpen = (ending: string): boolean => ending === 'xlsx'

const folder = (): string => `${Taro.env.USER_DATA_PATH}/downloads`

/** One file at a time: what is said of people does not gather on a phone. */
function clearDownloads(): void {
  try {
    Taro.getFileSystemManager().rmdirSync(folder(), true)
  } catch {
    // There was none.
  }
}
onLoginEnded(clearDownloads)

function prepareFolder(): void {
  clearDownloads()
  try {
    Taro.getFileSystemManager().mkdirSync(folder(), true)
  } catch {
    // There is one already.
  }
}

/** A name that has no end is a file without a kind. */
const extensionOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1)

/** To a chat that is asked for, one's own with the file assistant say. Whoever changes their mind has seen it. */
async function shareFile(filePath: string, fileName: string): Promise<DownloadResult> {
  try {
    await Taro.shareFileMessage({ filePath, fileName })
    return 'saved'
  } catch (fault) {
    return /cancel/.test((fault as { errMsg?: string }).errMsg ?? '') ? 'opened' : 'failed'
  } finally {
    clearDownloads()
  }
}

/**
 * Fetches a file in one's own name, and shows it with the menu by which it is kept or sent on, under its name; what
 * cannot be shown is sent.
 */
export async function download(path: string, name: string): Promise<DownloadResult> {
  prepareFolder()
  const filePath = `${folder()}/${name}`
  try {
    const status = await save({ path, headers: headersNow() }, filePath)
    if (status === 401) endLogin()
    if (status !== 200) return 'failed'
  } catch (fault) {
    // Else there is no room for it on this phone.
    return isNoSignal(fault) ? 'no-signal' : 'failed'
  }
  if (!canOpen(extensionOf(name))) return shareFile(filePath, name)
  try {
    await Taro.openDocument({ filePath, fileType: extensionOf(name) as 'xlsx', showMenu: true })
    return 'opened'
  } catch {
    return 'failed'
  }
}
