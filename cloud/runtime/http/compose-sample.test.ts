import { readFileSync } from 'node:fs'
import type { Endpoint } from '@core/contract/endpoint'
import { endpoints } from '@core/contract/endpoints'

const read = (path: string): string => readFileSync(path, 'utf8')
const documented = new Set([...read('docs/deploy.md').matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name]) => name))
const [, app = ''] = /^ {2}app:\n([\s\S]*?)^ {2}proxy:/m.exec(read('config/docker/compose.yaml')) ?? []
const image = read('config/docker/Dockerfile')
const given = [
  ...[...app.matchAll(/^ {6}([A-Z_]+):/gm)].map(([, name = '']) => name),
  ...(/^ENV (.*)$/m.exec(image)?.[1]?.split(' ') ?? []).map((pair) => pair.split('=')[0] ?? ''),
]

test.each(given)('%s, which the containers set, is a variable of the configuration', (name) => {
  expect(documented).toContain(name)
})

test('the containers require PostgreSQL, and trust the address that their proxy sets', () => {
  expect(given).toEqual(expect.arrayContaining(['DATABASE_URL', 'NODE_ENV', 'HOST', 'CLIENT_ADDRESS']))
  expect(read('config/docker/Caddyfile')).toMatch(/header_up X-Real-IP \{remote_host\}/)
  expect(app).toMatch(/CLIENT_ADDRESS: x-real-ip/)
})

test('the image contains what it copies: the folders that the build writes', () => {
  const copied = [...image.matchAll(/--from=build \/src\/(\S+)/g)].map(([, path]) => path)
  expect(copied).toEqual(['dist/cloud', 'dist/h5'])
  expect(image).toContain('npm run build:cloud && npm run build:h5')
})

const large = (Object.values(endpoints) as Endpoint[]).flatMap(({ path, bodyMost }) =>
  bodyMost ? [[path, bodyMost] as const] : [],
)

test.each(large)('the proxy of the containers lets through to %s what the cloud takes', (path, bodyMost) => {
  const caddy = read('config/docker/Caddyfile')
  const [, most] = new RegExp(`request_body ${path} \\{\\s*max_size (\\d+)MiB`).exec(caddy) ?? []
  expect(Number(most) * 1024 ** 2).toBeGreaterThanOrEqual(bodyMost)
  // Both limits would hold at once: the smaller one is for other paths only.
  expect(caddy).toMatch(new RegExp(`@small not path ${path}\\n\\s*request_body @small \\{`))
})
