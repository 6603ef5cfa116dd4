import Taro from '@tarojs/taro'
import { endLogin, headersNow, isNoSignal, onLoginEnded } from '../network/cloud'
import { save } from '../transport/transport'

export type DownloadResult = 'opened' | 'saved' | 'failed' | 'no-signal'

/** WeChat can open workbooks; other files are sent to a chat. */
export const canOpen = (ending: string): boolean => ending === 'xlsx'

const folder = (): string => `${Taro.env.USER_DATA_PATH}/downloads`

/** Only one file is stored at a time, so that personal data does not accumulate on a phone. */
function clearDownloads(): void {
  try {
    Taro.getFileSystemManager().rmdirSync(folder(), true)
  } catch {
    // The folder does not exist.
  }
}
onLoginEnded(clearDownloads)

function prepareFolder(): void {
  clearDownloads()
  try {
    Taro.getFileSystemManager().mkdirSync(folder(), true)
  } catch {
    // The folder exists already.
  }
}

const extensionOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1)

/** Sends the file to a chat the person picks (e.g. 文件传输助手). Cancelling counts as opened. */
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
 * Fetches a file with the login's headers and opens it with WeChat's menu to save or forward it; a type that WeChat
 * cannot open is sent to a chat.
 */
export async function download(path: string, name: string): Promise<DownloadResult> {
  prepareFolder()
  const filePath = `${folder()}/${name}`
  try {
    const status = await save({ path, headers: headersNow() }, filePath)
    if (status === 401) endLogin()
    if (status !== 200) return 'failed'
  } catch (fault) {
    // Any other fault: most likely the phone is out of storage.
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
