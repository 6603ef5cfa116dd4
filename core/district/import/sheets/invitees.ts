import { INVITEE_NAME_MOST, type Invitee } from '../../invitee'
import { column } from '../column'
import { choice, nameIn, phone, text } from '../values'
import { INVITEE_ROLE_NAMES, listNames } from './names'

const same = <T>(value: T): T => value

/** People to invite: the sheet gives no roles, the invitations that are made from it do. */
export const INVITEES = {
  name: '人员',
  columns: {
    place: column({
      title: '街镇或站点',
      takes: '站点的编号或名称；街镇管理员写街镇的名称或代码',
      required: true,
      example: 'hp001',
      read: text(40),
      write: same,
    }),
    role: column<Invitee['role']['role']>({
      title: '身份',
      takes: `${listNames(INVITEE_ROLE_NAMES)}中的一个`,
      required: true,
      example: '站长',
      read: choice(INVITEE_ROLE_NAMES),
      write: nameIn(INVITEE_ROLE_NAMES),
    }),
    name: column({
      title: '称呼',
      takes: `姓名或备注，最多 ${INVITEE_NAME_MOST} 个字，只用来认人`,
      required: true,
      example: '李站长',
      read: text(INVITEE_NAME_MOST),
      write: same,
    }),
    phone: column({
      title: '电话',
      takes: '方便联系的电话，可以空着；加密保存，90 天后删除',
      example: '',
      read: phone,
      write: same,
    }),
  },
} as const
