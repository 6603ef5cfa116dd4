/** Invariants of stations: statements that return the rows violating them. A number groups those of one guarantee. */
export const PLACE_INVARIANTS = {
  'a photograph that a station names is kept, and one that none names is not named': `
    select f.name from photo_file f where f.named <> exists (select from photo p where p.name = f.name)`,
  'a revision of a station that somebody made is in its log': `
    select c.station_id, c.revision from station_change c join station s on s.id = c.station_id where c.revision > s.revision`,
}
