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
    summary: 'My telephone number, by the code of WeChat’s button; kept sealed, shown masked',
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
    summary: 'My telephone number is not kept any longer',
    answer: v.object({}),
  }),
}
