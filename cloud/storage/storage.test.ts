import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openS3Server, S3_KEY } from '../testing/storage/s3-server'
import { createFolderStorage } from './folder'
import type { Storage } from './port'
import { createS3Storage, StorageFault } from './s3'

const NAME = `photos/${'0a'.repeat(16)}.jpg`
const OTHER = `photos/${'0a'.repeat(16)}-thumb.webp`
const BYTES = new Uint8Array([0xff, 0xd8, 0, 13, 10, 0xff, 0xd9])
const REGION = 'ap-guangzhou'

const root = mkdtempSync(join(tmpdir(), 'yike-files-'))
let s3: Awaited<ReturnType<typeof openS3Server>>
const settingsOf = () => ({ endpoint: s3.endpoint, region: REGION, bucket: 'yike', prefix: 'hp/', ...S3_KEY })
beforeAll(async () => {
  s3 = await openS3Server('yike', REGION)
})
afterAll(async () => {
  rmSync(root, { recursive: true })
  await s3.close()
})

describe.each<[string, () => Storage]>([
  ['a folder', () => createFolderStorage(join(root, 'deep/er'))],
  ['an S3-compatible service', () => createS3Storage(settingsOf())],
])('%s', (_name, open) => {
  test('gives back the bytes that were put, until they are removed', async () => {
    const storage = open()
    expect(await storage.get(NAME)).toBeUndefined()
    await storage.put(NAME, BYTES)
    await storage.put(OTHER, new Uint8Array([1]))
    expect(await storage.get(NAME)).toEqual(BYTES)
    await storage.put(NAME, BYTES)
    await storage.remove(NAME)
    await storage.remove(NAME)
    expect(await storage.get(NAME)).toBeUndefined()
    expect(await storage.get(OTHER)).toEqual(new Uint8Array([1]))
  })
  test.each([
    '../secret.jpg',
    `photos/../${'0a'.repeat(16)}.jpg`,
    `/etc/${'0a'.repeat(16)}.jpg`,
    `photos/${'0a'.repeat(16)}.exe`,
    `photos/${'0a'.repeat(16)}.jpg\n`,
    `photos\\${'0a'.repeat(16)}.jpg`,
    `photos/${'0a'.repeat(16)}.jpg?acl`,
    'photos/a.jpg',
    '',
  ])('refuses the name %j in each of its calls', async (name) => {
    const storage = open()
    await expect(storage.put(name, BYTES)).rejects.toThrow('not the name')
    await expect(storage.get(name)).rejects.toThrow('not the name')
    await expect(storage.remove(name)).rejects.toThrow('not the name')
  })
})

describe('a folder', () => {
  test('has whole files only: a write that fails leaves nothing, and readers see the old file or the new', async () => {
    const folder = join(root, 'whole')
    const storage = createFolderStorage(folder)
    await storage.put(NAME, BYTES)
    const large = new Uint8Array(3_000_000).fill(7)
    const writing = Array.from({ length: 8 }, () => storage.put(NAME, large))
    const sizes = new Set<number | undefined>()
    for (let turn = 0; turn < 20; turn++) sizes.add((await storage.get(NAME))?.length)
    await Promise.all(writing)
    sizes.add((await storage.get(NAME))?.length)
    expect([...sizes].every((size) => size === BYTES.length || size === large.length)).toBe(true)
    expect(readdirSync(join(folder, 'photos'))).toEqual([NAME.slice('photos/'.length)])
    writeFileSync(join(root, 'a-file'), '')
    await expect(createFolderStorage(join(root, 'a-file')).put(NAME, BYTES)).rejects.toThrow()
  })
})

describe('an S3-compatible service', () => {
  test('gets the media type, under the prefix', async () => {
    await createS3Storage(settingsOf()).put(NAME, BYTES)
    expect(s3.files.get(`/yike/hp/${NAME}`)?.type).toBe('image/jpeg')
  })
  test('that refuses the key, or has no such bucket, is a fault that tells no key', async () => {
    const storage = createS3Storage({ ...settingsOf(), secret: 'geheim' })
    const faults = [storage.put(NAME, BYTES), storage.get(NAME), storage.remove(NAME)].map((one) => one.catch(String))
    for (const fault of await Promise.all(faults)) {
      expect(fault).toMatch(/^StorageFault: the storage answered \w+ with 403$/)
    }
    await expect(createS3Storage({ ...settingsOf(), bucket: 'other' }).put(NAME, BYTES)).rejects.toThrow(StorageFault)
  })
  test('that fails for a moment is asked again', async () => {
    s3.fail.push(503, 500)
    await createS3Storage(settingsOf()).put(NAME, BYTES)
    expect(s3.fail).toEqual([])
  })
  test('that does not answer is a fault', async () => {
    const gone = createS3Storage({ ...settingsOf(), endpoint: 'http://127.0.0.1:9' })
    await expect(gone.get(NAME)).rejects.toThrow(StorageFault)
  })
})
