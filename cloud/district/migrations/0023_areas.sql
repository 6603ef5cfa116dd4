-- Outline of the district (id `district`) and areas of its streets and towns (their codes): the coordinates of a GeoJSON
-- MultiPolygon, in GCJ-02.
create table area (
  id text primary key,
  polygons jsonb not null
);

-- What an earlier import changed of them: nothing.
update district_import set counts = jsonb_build_object('areas', jsonb_build_object('new', 0, 'back', 0, 'changed', 0, 'gone', 0)) || counts;
