import { anyone, type ExpectedRows, manager, person } from './groups'

export const PLACE_EXPECTED = {
  stations: anyone,
  near: anyone,
  photo: anyone,
  station: anyone,
  addPhoto: manager,
  arrangePhotos: manager,
  uploadPiece: person,
} satisfies ExpectedRows
