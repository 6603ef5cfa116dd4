import * as v from 'valibot'
import { row } from '../../endpoint'
import { WechatCode } from './login'

/** The caller's phone number, given through WeChat. */
export const phoneEndpoints = {
  givePhone: row({
    method: 'POST',
    path: '/api/me/phone',
    who: 'person',
    status: 200,
    refusals: [],
    summary: 'Store the caller’s phone number, by the code of WeChat’s button; encrypted at rest, shown masked',
    body: v.strictObject({ code: WechatCode }),
    answer: v.object({ phone: v.string() }),
  }),
  dropPhone: row({
    method: 'DELETE',
    path: '/api/me/phone',
    who: 'person',
    status: 200,
    repeatable: true,
    refusals: [],
    summary: 'Delete the caller’s phone number',
    answer: v.object({}),
  }),
}
