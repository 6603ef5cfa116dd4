import { fork } from 'node:child_process'
import { join, resolve } from 'node:path'

/**
 * Checks a built package by WeChat's miniprogram-ci, without a network and without an account. `schemaValidate` knows the
 * names and types of every JSON setting; `getCompiledResult` what the settings refer to (pages, packages to preload,
 * theme variables, icons) and the sizes; `checkCodeQuality` files that nothing uses or that lie in the wrong package.
 * What they do not see offline: WXML, WXSS and JavaScript that do not compile (wechat-compilers.ts, package-check.ts),
 * a sitemap that is missing, and the limits of one account. Uploading and previewing need a key and WeChat's servers.
 */
export function wechatCiFaults(dist: string): Promise<string[]> {
  return new Promise((done, fail) => {
    const child = fork(join(__dirname, 'wechat-ci-process.ts'), [resolve(dist)], {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, NODE_TEST_CONTEXT: '' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => (output += part))
    child.once('message', (faults) => done(faults as string[]))
    child.once('error', fail)
    child.once('exit', (code) => fail(new Error(`miniprogram-ci ended with ${code} before it answered\n${output}`)))
  })
}
