import { endOnDay } from './rule-end'

test.each([
  ['20261231T155959Z', '14:00', '20261231', 'in UTC, at the end of a day in China'],
  ['20261231T160000Z', '14:00', '20261231', 'at midnight, before the session of the next day'],
  ['20261231T160000Z', '00:00', '20270101', 'at midnight, when a session starts'],
  ['20261231T060000Z', '14:00', '20261231', 'when the last session starts'],
  ['20261231T055959Z', '14:00', '20261230', 'a second before a session'],
  ['20261231T235959', '23:59', '20261231', 'in the time of the district'],
  ['20261231T135959', '14:00', '20261230', 'in the time of the district, a second before a session'],
  ['20261231', '14:00', '20261231', 'as a day'],
])('a rule until %s, with sessions at %s, ends on %s: %s', (until, at, day) => {
  expect(endOnDay(`FREQ=WEEKLY;UNTIL=${until};BYDAY=MO`, at)).toBe(`FREQ=WEEKLY;UNTIL=${day};BYDAY=MO`)
})

test.each(['20261301T000000Z', '20261231T240000Z', '20261231T0000Z', '20261231T000000ZZ'])(
  'a rule until %s, which is no time, stays as it is',
  (until) => expect(endOnDay(`FREQ=DAILY;UNTIL=${until}`, '14:00')).toBe(`FREQ=DAILY;UNTIL=${until}`),
)
