import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { waitlistRule } from '../../cloud/base/waitlist-rule'
import { startCloudBase } from '../cloud-base'
import { descendants, tagOf, text } from './harness/view/tree'
import { openTransportPhone } from './transport-phone'
import type { Phone } from './weapp-phone'

let cloudBase: Awaited<ReturnType<typeof startCloudBase>>
before(async () => {
  cloudBase = await startCloudBase()
})
after(() => cloudBase.stop())

const NAMES = { function: '摄影春', container: '摄影夏' }
const STATION_PAGE = '/manager/pages/station/index?station=hp001'
const SAMPLES = JSON.parse(readFileSync('core/base/picture/sample-pictures.json', 'utf8'))
/** A picture of each transport's own, so that neither finds the other's already stored. */
const samplePicture = (kind: 'function' | 'container'): Buffer =>
  Buffer.from(kind === 'function' ? SAMPLES.jpeg : SAMPLES.png, 'base64')

/** Of each photograph on the page, whether its file was fetched. */
const picturesOn = (phone: Phone): boolean[] =>
  descendants(phone.root)
    .filter((element) => tagOf(element) === 'image')
    .map((element) => text(element, 'src').includes('/photos/'))

for (const kind of ['function', 'container'] as const)
  test(`${kind}: a photograph is sent in pieces and read back to a file, also after a failure`, async () => {
    const phone = await openTransportPhone(cloudBase, kind, `openid-photo-${kind}`)
    await phone.open('/pages/login/index')
    await phone.tap('微信登录')
    await phone.type('怎么称呼您？', NAMES[kind])
    await phone.tap('好了')
    const [me] = await cloudBase.db.query<{ id: string }>('select id from person where name = $1', [NAMES[kind]])
    assert.ok(me)
    await cloudBase.db.query(`insert into role (person_id, role, scope) values ($1, 'station', 'hp001')`, [me.id])
    await phone.restart('/pages/mine/index')
    await phone.open(STATION_PAGE)
    const before = new Set(cloudBase.stored())
    phone.device.pictures.push({ name: 'IMG_1.JPG', bytes: samplePicture(kind) })
    await phone.tap('添加照片')
    await phone.type('照片里是什么', '大门口有坡道')
    await phone.tap('上传')
    assert.match(phone.text(), /大门口有坡道/)
    const added = cloudBase.stored().filter((path) => !before.has(path))
    assert.equal(added.length, 2)
    assert.deepEqual(picturesOn(phone), [true])

    // A picture that did not arrive is asked for again.
    await phone.restart('/pages/mine/index')
    const thumb = added
      .find((path) => path.includes('-thumb'))
      ?.split('/')
      .at(-1)
    phone.device.lostAnswers.push(`GET /photos/${thumb}`)
    await phone.open(STATION_PAGE)
    assert.deepEqual(picturesOn(phone), [])
    await phone.open(STATION_PAGE)
    assert.deepEqual(picturesOn(phone), [true])
    assert.deepEqual(phone.errors, [])
    await phone.tap(/^移除/)
    await phone.close()
    await cloudBase.db.query('select erase_person($1, now(), $2)', [me.id, waitlistRule()])
  })
