import * as v from 'valibot'
import { MessageTemplate, TEMPLATES, UndeliveredMessage } from '../../../notify/message'
import { row } from '../../endpoint'

/** Subscription messages, sent through WeChat. */
export const messageEndpoints = {
  permissions: row({
    method: 'GET',
    path: '/api/permissions',
    who: 'person',
    status: 200,
    refusals: [],
    summary: 'List the message templates the caller can be asked to allow; none where WeChat is not configured',
    answer: v.object({ templates: v.array(v.object({ name: MessageTemplate, id: v.string() })) }),
  }),
  allow: row({
    method: 'POST',
    path: '/api/permissions',
    who: 'person',
    status: 200,
    refusals: [],
    idempotent: true,
    summary: 'Record the templates allowed in WeChat’s prompt: one more message of each',
    body: v.strictObject({
      templates: v.pipe(v.array(MessageTemplate), v.minLength(1), v.maxLength(TEMPLATES.length)),
    }),
    answer: v.object({}),
  }),
  deadMessages: row({
    method: 'GET',
    path: '/api/messages/dead',
    who: { act: 'oversee', at: 'district' },
    status: 200,
    refusals: [],
    summary: 'List messages that WeChat rejected, without their recipients',
    answer: v.object({ messages: v.array(UndeliveredMessage) }),
  }),
  retryMessage: row({
    method: 'POST',
    path: '/api/messages/:id/retry',
    who: { act: 'oversee', at: 'district' },
    status: 200,
    refusals: [],
    summary: 'Retry a rejected message',
    params: v.object({
      id: v.pipe(v.string(), v.regex(/^[1-9]\d{0,14}$/), v.transform(Number)),
    }),
    answer: v.object({}),
  }),
}
