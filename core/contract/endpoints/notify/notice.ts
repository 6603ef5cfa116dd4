import * as v from 'valibot'
import { serial } from '../../../base/count'
import { Notice } from '../../../notify/notice'
import { row } from '../../endpoint'

/** Notices of the caller: the inbox of the app. */
export const noticeEndpoints = {
  notices: row({
    method: 'GET',
    path: '/api/notices',
    who: 'person',
    status: 200,
    refusals: [],
    summary: 'List the caller’s notices, newest first',
    answer: v.object({ notices: v.array(Notice), unread: v.number() }),
  }),
  readNotices: row({
    method: 'POST',
    path: '/api/notices/read',
    who: 'person',
    status: 200,
    repeatable: true,
    refusals: [],
    summary: 'Mark notices as read, up to and including this one',
    body: v.strictObject({ upTo: serial }),
    answer: v.object({ unread: v.number() }),
  }),
}
