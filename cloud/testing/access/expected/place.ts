import { anyManager, anyone, type ExpectedRows, manager } from './groups'

export const PLACE_EXPECTED = {
  stations: anyone,
  near: anyone,
  photo: anyone,
  station: anyone,
  addPhoto: manager,
  arrangePhotos: manager,
  uploadPiece: anyManager,
} satisfies ExpectedRows
