import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { MORNING, startCloud } from '../cloud'
import { readQr } from '../read-qr'
import { descendants, tagOf, text } from './harness/view/tree'
import { type Cloud, loginAs, openPhone, type Phone } from './weapp-phone'

let cloud: Cloud
before(async () => {
  cloud = await startCloud()
})
after(async () => {
  await cloud.stop()
  assert.deepEqual(cloud.logged, [])
})

/** Text of the invitation's QR code on this phone's screen. */
function invitationOn(phone: Phone): string {
  const image = descendants(phone.root).find((one) => tagOf(one) === 'image' && /^data:/.test(text(one, 'src')))
  return readQr(image ? text(image, 'src') : '')
}

async function invite(manager: Phone): Promise<{ title: string; path: string }> {
  await manager.open('/manager/pages/roles/index')
  await manager.tap('邀请')
  await manager.tap('生成邀请')
  return (await manager.share()) as { title: string; path: string }
}

test('an invitation is shared, scanned and accepted; ending the role closes staff pages at once', async () => {
  const manager = await openPhone(cloud, MORNING)
  await loginAs(manager, /^梁慧/)
  const shared = await invite(manager)
  assert.match(shared.title, /「全芯共享」党群服务综合体邀请您登记为工作人员/)
  assert.match(shared.path, /^\/resident\/pages\/my-roles\/index\?code=[\w-]{30}$/)
  assert.ok(invitationOn(manager).endsWith(`/#${shared.path}`))

  const elder = await openPhone(cloud, MORNING)
  await elder.open(shared.path)
  assert.match(elder.text(), /先登录/)
  await loginAs(elder, /^陈伯安/)
  // As a mini-program code opens the page.
  const code = shared.path.slice(shared.path.indexOf('=') + 1)
  await elder.open(`/resident/pages/my-roles/index?scene=${encodeURIComponent(`r=${code}`)}`)
  assert.match(elder.text(), /梁\* 邀请您登记为/)
  await elder.tap('接受')
  assert.match(elder.text(), /已登记为/)
  await elder.tap('站点管理')
  assert.equal(elder.page.route, 'manager/pages/today/index')
  assert.doesNotMatch(elder.text(), /场次安排|工作人员/)
  await elder.open('/manager/pages/scan/index')
  assert.match(elder.text(), /打开摄像头/)

  assert.match(String(elder.storage.get('yike.door')), /hp001/)
  // Leave the scan page, which would load the door pack again.
  await elder.open('/pages/mine/index')
  assert.match(elder.text(), /站点管理/)

  await manager.open('/manager/pages/roles/index')
  await manager.tap(/^取消登记.*陈伯安/)
  assert.match(manager.text(), /取消陈伯安的工作人员登记？/)
  await manager.tap({ label: /^取消登记$/ })
  assert.match(manager.text(), /今天结束，梁\* 办理/)
  // The phone learns of it when the app is shown again, and deletes its door pack.
  await elder.hide()
  await elder.show()
  assert.doesNotMatch(elder.text(), /站点管理/)
  assert.doesNotMatch(String(elder.storage.get('yike.door')), /hp001/)
  for (const page of ['scan', 'roles']) {
    await elder.open(`/manager/pages/${page}/index`)
    assert.match(elder.text(), /您现在没有这里的管理权限/)
  }
  assert.deepEqual(elder.errors, [])
  assert.deepEqual(manager.errors, [])
  elder.close()
  manager.close()
})

test('a withdrawn invitation and an unknown code are reported as such', async () => {
  const manager = await openPhone(cloud, MORNING)
  await loginAs(manager, /^梁慧/)
  const { path } = await invite(manager)
  await manager.open('/manager/pages/roles/index')
  await manager.tap('收回')
  const elder = await openPhone(cloud, MORNING)
  await loginAs(elder, /^陈伯安/)
  await elder.open(path)
  assert.match(elder.text(), /这份邀请已收回/)
  await elder.open(`/resident/pages/my-roles/index?code=${'A'.repeat(30)}`)
  assert.match(elder.text(), /认不出这份邀请/)
  await elder.open('/resident/pages/my-roles/index')
  assert.match(elder.text(), /您现在没有工作或党员报到的登记/)
  assert.deepEqual(elder.errors, [])
  elder.close()
  manager.close()
})
