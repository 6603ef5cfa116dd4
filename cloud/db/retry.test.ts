import { forEachDue, untilUnchanged } from './retry'

const fault = (code: string) => Object.assign(new Error(code), { code })

describe('an optimistic update', () => {
  test.each([
    [0, 'done', 1],
    [4, 'done', 5],
    [5, 'changed', 5],
  ])('with %i conflicts ends as %s after %i attempts', async (changes, last, tries) => {
    let attempts = 0
    const work = async () => (attempts++ < changes ? 'changed' : 'done')
    expect(await untilUnchanged(work, (outcome) => outcome === 'changed')).toBe(last)
    expect(attempts).toBe(tries)
  })
  test('is not retried after a fault', async () => {
    const work = jest.fn(() => Promise.reject(fault('40P01')))
    await expect(untilUnchanged(work, () => true)).rejects.toThrow('40P01')
    expect(work).toHaveBeenCalledTimes(1)
  })
})

describe('work on due items', () => {
  test.each(['40P01', '40001'])('continues with the other items after %s', async (code) => {
    const done: number[] = []
    await forEachDue([1, 2, 3], async (one) => {
      if (one === 2) throw fault(code)
      done.push(one)
    })
    expect(done).toEqual([1, 3])
  })
  test('stops at any other fault', async () => {
    await expect(forEachDue([1], () => Promise.reject(fault('23505')))).rejects.toThrow('23505')
  })
})
