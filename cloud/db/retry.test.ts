import { forEachDue, untilUnchanged } from './retry'

const fault = (code: string) => Object.assign(new Error(code), { code })

describe('what is written only while it is as it was read', () => {
  test.each([
    [0, 'done', 1],
    [4, 'done', 5],
    [5, 'changed', 5],
  ])('is tried again, a few times: changed %i times it is %s', async (changes, last, tries) => {
    let asked = 0
    const work = async () => (asked++ < changes ? 'changed' : 'done')
    expect(await untilUnchanged(work, (outcome) => outcome === 'changed')).toBe(last)
    expect(asked).toBe(tries)
  })
  test('is not tried again after a fault', async () => {
    const work = jest.fn(() => Promise.reject(fault('40P01')))
    await expect(untilUnchanged(work, () => true)).rejects.toThrow('40P01')
    expect(work).toHaveBeenCalledTimes(1)
  })
})

describe('work on each of what is due', () => {
  test.each(['40P01', '40001'])('goes on with the others after %s', async (code) => {
    const done: number[] = []
    await forEachDue([1, 2, 3], async (one) => {
      if (one === 2) throw fault(code)
      done.push(one)
    })
    expect(done).toEqual([1, 3])
  })
  test('ends at any other fault', async () => {
    await expect(forEachDue([1], () => Promise.reject(fault('23505')))).rejects.toThrow('23505')
  })
})
