import { withoutWards } from './answers'

const household = [
  { id: 'me', name: '梁慧' },
  { id: 'child', name: '小宝' },
]
const booked = (...people: { id: string; name: string }[]) => JSON.stringify({ booking: { id: 'b', people } })
const refused = (names: string) => JSON.stringify({ code: 'refused', message: `${names}约过了`, names })

test('an exported answer names the household and no ward', () => {
  expect(withoutWards(booked({ id: 'me', name: '梁慧' }, { id: 'ward', name: '冯阿婆' }), household)).toBe(
    booked({ id: 'me', name: '梁慧' }, { id: 'ward', name: '' }),
  )
})
test('an exported refusal keeps names only where all of them are of the household', () => {
  expect(withoutWards(refused('梁慧、小宝'), household)).toBe(refused('梁慧、小宝'))
  expect(withoutWards(refused('梁慧、冯阿婆'), household)).toBe('{"code":"refused"}')
})
test('other answers are exported as they are', () => expect(withoutWards('{}', household)).toBe('{}'))
