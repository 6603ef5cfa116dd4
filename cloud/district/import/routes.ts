import { scopeOf } from '@core/account/role'
import { ok } from '@core/base/refusal'
import { dayOf } from '@core/base/time'
import type { Change } from '@core/district/import/difference'
import { IMPORT_MOST } from '@core/district/import/limits'
import { sayMistake } from '@core/district/import/say-mistake'
import { INVITEE_ROLE_NAMES } from '@core/district/import/sheets/names'
import { PAST_IMPORTS_MOST, SHOWN_CHANGES_MOST, type ShownChange } from '@core/district/import/summary'
import { nameIn } from '@core/district/import/values'
import type { Invitee } from '@core/district/invitee'
import { drawnAreas } from '@core/place/area'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { districtWorkbook, templateWorkbook } from './file/write-workbook'
import { listImports, readPresent } from './queries'
import { applyPrepared, type Prepared, prepareImport } from './service'

/** Fields of a change that a preview shows. */
const FIELDS_MOST = 12
/** Letters of a value that a preview shows. */
const LETTERS_MOST = 200
const short = (text: string): string => (text.length > LETTERS_MOST ? `${text.slice(0, LETTERS_MOST)}…` : text)

/** Where somebody is to be invited, and as what, as the sheet says it. */
const inviteeText = ({ role }: Invitee): string => `${scopeOf(role)} ${nameIn(INVITEE_ROLE_NAMES)(role.role)}`

function shown({ sheet, id, name, what, fields, metres, thing }: Change, booked: Prepared['booked']): ShownChange {
  const bookings = booked.get(id)?.bookings
  return {
    ...{ sheet, id: 'role' in thing ? inviteeText(thing) : id, name, what },
    fields: fields.slice(0, FIELDS_MOST).map(({ title, was, now }) => ({ title, was: short(was), now: short(now) })),
    ...(sheet === 'stations' && 'lat' in thing ? { spot: { lat: thing.lat, lng: thing.lng } } : {}),
    ...(metres === undefined ? {} : { metres }),
    ...(bookings ? { bookings } : {}),
  }
}

export function importRoutes(deps: Deps): Handlers<'importTemplate' | 'exportDistrict' | 'importDistrict' | 'imports'> {
  return {
    importTemplate: async () => ok({ name: '导入模板.xlsx', body: await templateWorkbook() }),
    async exportDistrict() {
      return ok({
        name: `全区站点 ${dayOf(deps.now())}.xlsx`,
        body: await districtWorkbook(await readPresent(deps)),
      })
    },
    async importDistrict({ caller, language, body: { files, revision = '', gone, preview = false } }) {
      const read = files.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes, 'base64') }))
      const size = read.reduce((sum, { bytes }) => sum + bytes.length, 0)
      if (size > IMPORT_MOST.uploadBytes) throw new ApiError('too-large')
      const prepared = await prepareImport(deps, read)
      const file = files
        .map(({ name }) => name)
        .join('、')
        .slice(0, LETTERS_MOST)
      const applied = preview
        ? ok({ calledOff: 0 })
        : await applyPrepared(deps, prepared, { revision, gone, by: caller.id, file })
      if (!applied.ok) return applied
      const { mistakes, warnings, changes, areas, counts, booked } = prepared
      return ok({
        revision: prepared.revision,
        counts,
        mistakes: mistakes.slice(0, IMPORT_MOST.told).map((mistake) => sayMistake(language, mistake)),
        mistakesAll: mistakes.length,
        warnings: warnings.slice(0, IMPORT_MOST.told).map((warning) => sayMistake(language, warning)),
        warningsAll: warnings.length,
        changes: changes.slice(0, SHOWN_CHANGES_MOST).map((change) => shown(change, booked)),
        changesAll: changes.length,
        areas: drawnAreas(areas),
        bookings: [...booked.values()].reduce((sum, one) => sum + one.bookings, 0),
        calledOff: (applied.value as { calledOff: number }).calledOff,
      })
    },
    imports: async () => ok({ imports: await listImports(deps.db, PAST_IMPORTS_MOST) }),
  }
}
