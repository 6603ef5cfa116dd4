import { anyone, approving, both, type ExpectedRows, manager } from './groups'

export const CATALOGUE_EXPECTED = {
  sessions: anyone,
  session: anyone,
  offerings: manager,
  saveOffering: manager,
  stationPage: manager,
  changeStation: manager,
  requestStationChange: manager,
  answerStationRequest: approving,
  stationRequests: both('street', 'district', 'otherStreet'),
} satisfies ExpectedRows
