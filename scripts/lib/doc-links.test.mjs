import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { findDeadLinks } from './doc-links.mjs'
import { root } from './setup.mjs'

test('every link between the Markdown files leads to a file and a heading that exist', () => {
  const files = execFileSync('git', ['ls-files', '-z', '*.md'], { cwd: root, encoding: 'utf8' }).split('\0')
  const dead = files.filter(Boolean).flatMap((file) => findDeadLinks(root, file).map((link) => `${file}: ${link}`))
  assert.deepEqual(dead, [])
})

test('a missing file and a missing heading are found; other addresses, code and 中文 headings are not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yike-links-'))
  try {
    writeFileSync(join(folder, 'a.md'), '# `npm start` and 门口, again\n[x](b.md) [y](#nowhere) [z](a.md#gone)\n')
    assert.deepEqual(findDeadLinks(folder, 'a.md'), ['b.md', '#nowhere', 'a.md#gone'])
    writeFileSync(
      join(folder, 'a.md'),
      '# `npm start` and 门口, again\n[x](#npm-start-and-门口-again) [y](https://example.cn/#a)\n```\n[z](gone.md)\n```\n',
    )
    assert.deepEqual(findDeadLinks(folder, 'a.md'), [])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
