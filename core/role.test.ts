import { mayManage } from './role'

const station = { id: 'hp001', street: '440112012' }
test.each([
  [[], false],
  [[{ role: 'station', scope: 'hp001' }], true],
  [[{ role: 'station', scope: 'hp002' }], false],
  [[{ role: 'street', scope: '440112012' }], true],
  [[{ role: 'street', scope: '440112001' }], false],
  // The name of one is not the key to the other.
  [[{ role: 'street', scope: 'hp001' }], false],
  [[{ role: 'station', scope: '440112012' }], false],
  [[{ role: 'district' }], true],
  [
    [
      { role: 'station', scope: 'hp002' },
      { role: 'station', scope: 'hp001' },
    ],
    true,
  ],
] as const)('%j: %s', (roles, may) => {
  expect(mayManage(roles, station)).toBe(may)
})
