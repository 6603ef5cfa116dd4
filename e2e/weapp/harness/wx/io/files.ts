import { asyncMembers, type Host, type Members, type Options } from '../api'
import { WxFailure } from '../wx-failure'
import { exchange } from './network'

const OPENABLE = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf']

/** The app's own files: downloaded, opened, and deleted with their folder. */
export function files(host: Host): Members {
  const stored = new Map<string, Buffer>()
  const folders = new Set<string>()
  const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'))
  const manager = {
    writeFileSync: (path: string, data: string | ArrayBuffer, encoding: 'utf8' | 'base64' = 'utf8') => {
      if (!folders.has(folderOf(path))) throw new Error(`writeFileSync:fail no such file or directory, open ${path}`)
      stored.set(path, typeof data === 'string' ? Buffer.from(data, encoding) : Buffer.from(data))
    },
    readFileSync: (path: string, encoding: 'base64') => {
      const bytes = stored.get(path)
      if (!bytes) throw new Error(`readFileSync:fail no such file or directory, open ${path}`)
      return bytes.toString(encoding)
    },
    mkdirSync: (path: string) => {
      if (folders.has(path)) throw new Error(`mkdirSync:fail file already exists ${path}`)
      folders.add(path)
    },
    rmdirSync: (path: string) => {
      if (!folders.delete(path)) throw new Error(`rmdirSync:fail no such file or directory ${path}`)
      for (const file of stored.keys()) if (file.startsWith(`${path}/`)) stored.delete(file)
    },
  }
  const download = async (options: Options) => {
    const { filePath = 'http://tmp/fetched' } = options as { filePath?: string }
    const folder = folderOf(filePath)
    if (folder !== 'http://tmp' && !folders.has(folder)) throw new WxFailure(`no such file or directory ${filePath}`)
    const { status, header, body } = await exchange(host, { ...options, method: 'GET' })
    stored.set(filePath, body)
    return { statusCode: status, header, filePath, tempFilePath: filePath }
  }
  return {
    getFileSystemManager: () => host.realm.clone(manager),
    ...asyncMembers(host, {
      downloadFile: download,
      // The camera or the album: the next picture that the test has put there, as WeChat hands it over.
      chooseMedia: () => {
        const picture = host.device.pictures.shift()
        if (!picture) throw new WxFailure('cancel')
        const tempFilePath = `http://tmp/${picture.name}`
        stored.set(tempFilePath, picture.bytes)
        const { length: size } = picture.bytes
        return { type: 'image', tempFiles: [{ tempFilePath, size, fileType: 'image' }] }
      },
      getImageInfo: ({ src }) => {
        if (!stored.has(String(src))) throw new WxFailure(`no such file ${src}`)
        return { width: 24, height: 16, path: src, orientation: 'up', type: 'jpeg' }
      },
      // The pixels stay as they are: a test sends a picture that is small already.
      compressImage: ({ src }) => {
        const bytes = stored.get(String(src))
        if (!bytes) throw new WxFailure(`no such file ${src}`)
        const tempFilePath = `${src}.small.jpg`
        stored.set(tempFilePath, bytes)
        return { tempFilePath }
      },
      openDocument: ({ filePath, fileType, showMenu }) => {
        const bytes = stored.get(String(filePath))
        if (!bytes || !OPENABLE.includes(String(fileType))) throw new WxFailure(`cannot open ${filePath}`)
        host.device.act('openDocument', { filePath, fileType, showMenu, begins: bytes.toString('latin1', 0, 2) })
      },
      saveImageToPhotosAlbum: ({ filePath }) => {
        const bytes = stored.get(String(filePath))
        if (!bytes) throw new WxFailure(`no such file ${filePath}`)
        if (host.device.album !== 'allowed')
          throw new WxFailure(host.device.album === 'denied' ? 'auth deny' : 'cancel')
        host.device.act('saveImageToPhotosAlbum', { begins: bytes.toString('latin1', 1, 4), bytes: bytes.length })
      },
      shareFileMessage: ({ filePath, fileName }) => {
        const bytes = stored.get(String(filePath))
        if (!bytes) throw new WxFailure(`no such file ${filePath}`)
        host.device.act('shareFileMessage', { fileName, text: bytes.toString() })
      },
    }),
  }
}
