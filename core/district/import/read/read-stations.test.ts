import { STATION, STREET, sheet, testMistakes } from './sample-workbook'

testMistakes([
  ['an empty cell', [sheet('streets', { ...STREET, 名称: ' ' })], [['街镇', 2, '名称', 'missing']]],
  ['an id in two rows', [sheet('streets', STREET, null, STREET)], [['街镇', 4, '代码', 'id-twice']]],
  ['a code that is none', [sheet('streets', { ...STREET, 代码: 'luogang' })], [['街镇', 2, '代码', 'takes']]],
  ['a number that is none', [sheet('streets', { ...STREET, 纬度: '北边' })], [['街镇', 2, '纬度', 'takes']]],
  ['degrees out of range', [sheet('streets', { ...STREET, 纬度: 181 })], [['街镇', 2, '纬度', 'out-of-range']]],
  ['swapped degrees', [sheet('streets', { ...STREET, 纬度: 113.5, 经度: 23.18 })], [['街镇', 2, '纬度', 'swapped']]],
  ['a latitude beyond the pole', [sheet('streets', { ...STREET, 纬度: 91 })], [['街镇', 2, '纬度', 'abroad']]],
  ['a position abroad', [sheet('streets', { ...STREET, 纬度: 48.1, 经度: 11.6 })], [['街镇', 2, '纬度', 'abroad']]],
  [
    'a kind that is none',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 类别: '图书馆' })],
    [['站点', 2, '类别', 'takes']],
  ],
  [
    'letters of another district, in one that has no station yet',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 编号: 'ty002', 名称: '天园站' }, STATION)],
    [['站点', 2, '编号', 'other-district-id']],
  ],
  [
    'a street that is not there',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 街镇: '夏港街道' })],
    [['站点', 2, '街镇', 'unknown-street']],
  ],
  [
    'a station far from its street',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 纬度: 24.181 })],
    [['站点', 2, '纬度', 'far']],
  ],
  [
    'hours that overlap',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 开放时间: '周一 9:00-12:00,11:00-13:00' })],
    [['站点', 2, '开放时间', 'hours-overlap']],
  ],
  [
    'a day with hours twice',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 开放时间: '周一 9:00-12:00；周一 13:00-14:00' })],
    [['站点', 2, '开放时间', 'hours-twice']],
  ],
  [
    'an invisible letter',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 名称: '香雪\u200b站' })],
    [['站点', 2, '名称', 'invisible']],
  ],
  [
    'NUL',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 地址: 'a\0b' })],
    [['站点', 2, '地址', 'unstorable']],
  ],
  [
    'half of a surrogate pair',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 主题: '好\ud83d' })],
    [['站点', 2, '主题', 'unstorable']],
  ],
  [
    'a long name',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 名称: '长'.repeat(41) })],
    [['站点', 2, '名称', 'long']],
  ],
  [
    'texts and rules longer than the station’s own page takes them, and more of them',
    [
      sheet('streets', STREET),
      sheet(
        'stations',
        { ...STATION, 主题: '长'.repeat(21), 特色: '长'.repeat(81), 守则: `好；${'长'.repeat(41)}` },
        { ...STATION, 编号: 'hp002', 名称: '第二站', 守则: Array(9).fill('请慢慢走').join('；') },
      ),
    ],
    [
      ['站点', 2, '主题', 'long'],
      ['站点', 2, '特色', 'long'],
      ['站点', 2, '守则', 'long'],
      ['站点', 3, '守则', 'takes'],
    ],
  ],
  [
    'a short name',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 名称: '站' })],
    [['站点', 2, '名称', 'takes']],
  ],
  [
    'a telephone number without its zero',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 电话: 2082000001 })],
    [['站点', 2, '电话', 'takes']],
  ],
  [
    'two stations of a name in a street',
    [
      sheet('streets', STREET),
      sheet('stations', STATION, { ...STATION, 编号: null, 名称: '新站' }, { ...STATION, 编号: null, 名称: '新站' }),
    ],
    [['站点', 4, '名称', 'name-twice']],
  ],
  [
    'a first station without an id',
    [sheet('streets', STREET), sheet('stations', { ...STATION, 编号: null })],
    [['站点', 2, '编号', 'id-needed']],
  ],
])
