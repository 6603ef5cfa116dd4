import type { Relation } from '@core/account/person'
import type { PersonaId } from '@core/account/persona'
import type { Role } from '@core/account/role'
import type { Standing } from '@core/account/standing'

type Made = { id: string; name: string; born: string; standing?: Standing[] }
type Persona = Made & {
  persona: PersonaId
  roles?: Role[]
  /** `station`: of a ward, the station that looks after them. */
  household?: (Made & { relation: Exclude<Relation, 'self'>; station?: string })[]
}

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const station = (scope: string): Role => ({ role: 'station', scope })

/**
 * The personas of the demo: fictitious people, one for each kind of user. The manager's stations are close together in 萝岗,
 * and have three elders without a phone as wards.
 */
export const PERSONAS: Persona[] = [
  {
    persona: 'resident',
    id: id(1),
    name: '林晓梅',
    born: '1990-05',
    standing: ['worker'],
    household: [
      { id: id(11), name: '小宝', born: '2020-03', relation: 'child' },
      { id: id(12), name: '陈秀兰', born: '1954-02', relation: 'parent' },
    ],
  },
  { persona: 'elder', id: id(2), name: '陈伯安', born: '1950-09' },
  {
    persona: 'member',
    id: id(3),
    name: '周建明',
    born: '1975-07',
    standing: ['member', 'veteran', 'worker'],
    roles: [{ role: 'member', scope: 'hp001' }],
  },
  { persona: 'enterprise', id: id(4), name: '何志远', born: '1984-11', standing: ['enterprise', 'worker'] },
  {
    persona: 'manager',
    id: id(5),
    name: '梁慧',
    born: '1982-04',
    roles: ['hp001', 'hp002', 'hp003', 'hp004', 'hp005', 'hp006'].map(station),
    household: [
      { id: id(51), name: '罗婉芬', born: '1943-11', relation: 'ward', station: 'hp001' },
      { id: id(52), name: '梁锦棠', born: '1938-06', relation: 'ward', station: 'hp001' },
      { id: id(53), name: '黄少芳', born: '1946-02', relation: 'ward', station: 'hp001' },
    ],
  },
  { persona: 'district', id: id(6), name: '郑海燕', born: '1979-01', roles: [{ role: 'district' }] },
]
