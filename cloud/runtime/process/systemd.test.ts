import { readFileSync } from 'node:fs'
import { heldSocket } from './systemd'

test.each([
  [{}, undefined],
  [{ LISTEN_FDS: '1', LISTEN_PID: '77' }, 3],
  [{ LISTEN_FDS: '2', LISTEN_PID: '77' }, 3],
  // Meant for another process, which passed its environment on.
  [{ LISTEN_FDS: '1', LISTEN_PID: '76' }, undefined],
  [{ LISTEN_FDS: '0', LISTEN_PID: '77' }, undefined],
  [{ LISTEN_FDS: 'x', LISTEN_PID: '77' }, undefined],
  [{ LISTEN_PID: '77' }, undefined],
])('process 77 with %j holds the socket %s', (env, fd) => {
  expect(heldSocket(env, 77)).toBe(fd)
})

test('the socket of the sample names one of its processes: by its own name systemd would look for yike.service', () => {
  const guide = readFileSync('docs/deploy-linux.md', 'utf8')
  const [, process = ''] = /\[Socket\]\n(?:.*\n)*?Service=(\S+)\.service\n/.exec(guide) ?? []
  expect(guide).toMatch(new RegExp(`systemctl enable --now yike.socket .*${process}\\b`))
  expect(process).toMatch(/^yike@\d$/)
})
