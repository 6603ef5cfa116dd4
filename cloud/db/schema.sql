-- The whole schema as it is in a migrated database: to be read, and compared by schema.test.ts. Written by
-- `npm run schema` from the catalog of a PGlite; what is applied are the migrations and the function files.

create extension btree_gist with schema public;

create table area (
  id text not null,
  polygons jsonb not null,
  constraint area_pkey PRIMARY KEY (id)
);

create table attendance (
  station_id text not null,
  session_id text not null,
  person_id uuid not null,
  booking_id text not null,
  at timestamp with time zone not null,
  means text not null,
  scanned_by uuid not null,
  device text not null,
  seq bigint not null,
  left_at timestamp with time zone,
  again integer not null default 0,
  constraint attendance_pkey PRIMARY KEY (station_id, session_id, person_id),
  constraint attendance_means_check CHECK ((means = ANY (ARRAY['scan'::text, 'card'::text, 'code'::text, 'hand'::text, 'screen'::text, 'wall'::text]))),
  constraint attendance_station_id_booking_id_fkey FOREIGN KEY (station_id, booking_id) REFERENCES booking(station_id, id)
);

create table awaited_standing (
  phone_hash text not null,
  kind text not null,
  until date,
  by_id uuid not null,
  at timestamp with time zone not null,
  constraint awaited_standing_pkey PRIMARY KEY (phone_hash, kind),
  constraint awaited_standing_kind_check CHECK ((kind = ANY (ARRAY['veteran'::text, 'worker'::text, 'enterprise'::text])))
);
CREATE INDEX awaited_standing_at ON public.awaited_standing USING btree (at);

create table backup (
  at timestamp with time zone not null,
  bytes bigint not null,
  restored_at timestamp with time zone,
  constraint backup_pkey PRIMARY KEY (at),
  constraint backup_bytes_check CHECK ((bytes > 0)),
  constraint backup_check CHECK ((restored_at >= at))
);

create table booking (
  station_id text not null,
  id text not null,
  session_id text not null,
  booker_id uuid not null,
  status text not null default 'booked'::text,
  seats integer not null,
  came integer not null default 0,
  door_code text not null,
  generation integer not null default 1,
  booked_at timestamp with time zone not null,
  cancelled_at timestamp with time zone,
  place integer not null default 0,
  overtaken integer not null default 0,
  lots integer not null default 1,
  offer_until timestamp with time zone,
  promoted_at timestamp with time zone,
  version integer not null default 0,
  asked_from timestamp with time zone,
  ended text,
  ticket integer,
  scans integer not null default 0,
  proxy boolean not null default false,
  leave_until timestamp with time zone,
  constraint booking_pkey PRIMARY KEY (station_id, id),
  constraint booking_door_code UNIQUE (station_id, session_id, door_code),
  constraint booking_check CHECK (((came >= 0) AND (came <= seats))),
  constraint booking_ended_check CHECK ((ended = ANY (ARRAY['self'::text, 'late'::text, 'lapsed'::text, 'closed'::text, 'station'::text]))),
  constraint booking_seats_check CHECK ((seats > 0)),
  constraint booking_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'offered'::text, 'booked'::text, 'cancelled'::text])))
);
CREATE INDEX booking_of_person ON public.booking USING btree (booker_id, booked_at);
CREATE INDEX booking_offered ON public.booking USING btree (station_id, session_id, offer_until) WHERE (status = 'offered'::text);
CREATE INDEX booking_waitlist ON public.booking USING btree (station_id, session_id, place) WHERE (status = 'waiting'::text);

create table calendar (
  person_id uuid not null,
  token_hash text not null,
  since timestamp with time zone not null,
  constraint calendar_pkey PRIMARY KEY (person_id),
  constraint calendar_token_hash_key UNIQUE (token_hash),
  constraint calendar_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE TRIGGER record_change AFTER UPDATE OF token_hash ON public.calendar FOR EACH ROW WHEN ((old.token_hash <> new.token_hash)) EXECUTE FUNCTION record_ending('calendar', '', '', 'person=person_id', 'since=since');
CREATE TRIGGER record_ending AFTER DELETE ON public.calendar FOR EACH ROW EXECUTE FUNCTION record_ending('calendar', '', '', 'person=person_id', 'since=since');
CREATE TRIGGER refuse_erased AFTER INSERT ON public.calendar FOR EACH ROW EXECUTE FUNCTION refuse_erased('person_id');

create table certificate (
  request_id uuid not null,
  type text not null,
  bytes bytea not null,
  constraint certificate_pkey PRIMARY KEY (request_id),
  constraint certificate_type_check CHECK ((type = ANY (ARRAY['jpg'::text, 'png'::text, 'webp'::text]))),
  constraint certificate_request_id_fkey FOREIGN KEY (request_id) REFERENCES standing_request(id) ON DELETE CASCADE
) with (autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=1);

create table closing (
  id text not null default (gen_random_uuid())::text,
  scope text not null,
  place text not null,
  day date,
  reason text not null,
  act text not null,
  by_id uuid,
  at timestamp with time zone not null,
  leased_until timestamp with time zone,
  ended_at timestamp with time zone,
  seq bigint not null generated always as identity,
  constraint closing_pkey PRIMARY KEY (id),
  constraint closing_act_check CHECK ((act = ANY (ARRAY['move'::text, 'call-off'::text]))),
  constraint closing_scope_check CHECK ((scope = ANY (ARRAY['station'::text, 'street'::text])))
);
CREATE INDEX closing_open ON public.closing USING btree (at, seq) WHERE (ended_at IS NULL);

create table closing_session (
  closing_id text not null,
  station_id text not null,
  session_id text not null,
  starts_at timestamp with time zone not null,
  booked integer not null,
  waiting integer not null,
  outcome text,
  to_at timestamp with time zone,
  told integer not null default 0,
  constraint closing_session_pkey PRIMARY KEY (closing_id, station_id, session_id),
  constraint closing_session_outcome_check CHECK ((outcome = ANY (ARRAY['moved'::text, 'called-off'::text, 'left'::text, 'reopened'::text]))),
  constraint closing_session_closing_id_fkey FOREIGN KEY (closing_id) REFERENCES closing(id)
);
CREATE UNIQUE INDEX closing_session_once ON public.closing_session USING btree (station_id, session_id) WHERE (outcome IS NULL);

create table closure (
  station_id text not null,
  day date not null,
  reason text not null,
  at timestamp with time zone not null,
  by_id uuid not null,
  constraint closure_pkey PRIMARY KEY (station_id, day),
  constraint closure_station_id_fkey FOREIGN KEY (station_id) REFERENCES station(id)
);
CREATE INDEX closure_day ON public.closure USING btree (day);

create table district_import (
  id uuid not null,
  by_id uuid,
  at timestamp with time zone not null,
  file text not null,
  counts jsonb not null,
  constraint district_import_pkey PRIMARY KEY (id)
);
CREATE INDEX district_import_at ON public.district_import USING btree (at);

create table draw (
  station_id text not null,
  session_id text not null,
  entries json not null,
  drawn integer[] not null,
  constraint draw_pkey PRIMARY KEY (station_id, session_id)
);

create table draw_win (
  person_id uuid not null,
  at timestamp with time zone not null,
  station_id text not null,
  booking_id text not null,
  constraint draw_win_pkey PRIMARY KEY (person_id, booking_id)
);
CREATE INDEX draw_win_age ON public.draw_win USING brin (at);

create table ending (
  what text not null,
  which jsonb not null,
  at timestamp with time zone not null,
  until timestamp with time zone,
  person_id uuid generated always as (((which ->> 'person'::text))::uuid) stored,
  constraint ending_pkey PRIMARY KEY (what, which)
);
CREATE INDEX ending_of_person ON public.ending USING btree (person_id);
CREATE INDEX ending_until ON public.ending USING btree (until) WHERE (until IS NOT NULL);

create table guardian_invitation (
  by_id uuid not null,
  person_id uuid not null,
  code_hash text not null,
  expires_at timestamp with time zone not null,
  asked_at timestamp with time zone,
  constraint guardian_invitation_pkey PRIMARY KEY (by_id, person_id),
  constraint guardian_invitation_code_hash_key UNIQUE (code_hash),
  constraint guardian_invitation_by_id_person_id_fkey FOREIGN KEY (by_id, person_id) REFERENCES guardianship(guardian_id, person_id) ON DELETE CASCADE
);
CREATE TRIGGER record_change AFTER UPDATE OF code_hash ON public.guardian_invitation FOR EACH ROW WHEN ((old.code_hash <> new.code_hash)) EXECUTE FUNCTION record_ending('guardian-invitation', '', 'expires_at', 'by=by_id', 'person=person_id', 'expires=expires_at');
CREATE TRIGGER record_ending AFTER DELETE ON public.guardian_invitation FOR EACH ROW EXECUTE FUNCTION record_ending('guardian-invitation', '', 'expires_at', 'by=by_id', 'person=person_id', 'expires=expires_at');

create table guardianship (
  guardian_id uuid not null,
  person_id uuid not null,
  relation text not null,
  consent_at timestamp with time zone,
  since timestamp with time zone not null,
  consent_covers text[] not null default '{}'::text[],
  station_id text,
  seq bigint not null generated always as identity,
  constraint guardianship_pkey PRIMARY KEY (guardian_id, person_id),
  constraint guardianship_relation_check CHECK ((relation = ANY (ARRAY['self'::text, 'child'::text, 'parent'::text, 'ward'::text]))),
  constraint guardianship_station CHECK (((relation = 'ward'::text) = (station_id IS NOT NULL))),
  constraint guardianship_guardian_id_fkey FOREIGN KEY (guardian_id) REFERENCES person(id),
  constraint guardianship_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint guardianship_station_id_fkey FOREIGN KEY (station_id) REFERENCES station(id)
);
CREATE INDEX guardianship_of_person ON public.guardianship USING btree (person_id);
CREATE INDEX guardianship_ward ON public.guardianship USING btree (guardian_id, person_id) WHERE (relation = 'ward'::text);
CREATE TRIGGER record_ending AFTER DELETE ON public.guardianship FOR EACH ROW WHEN ((old.relation <> 'self'::text)) EXECUTE FUNCTION record_ending('guardianship', '', '', 'guardian=guardian_id', 'person=person_id', 'since=since');
CREATE TRIGGER refuse_erased AFTER INSERT ON public.guardianship FOR EACH ROW EXECUTE FUNCTION refuse_erased('guardian_id');

create table holiday (
  day date not null,
  kind text not null,
  name text not null,
  constraint holiday_pkey PRIMARY KEY (day),
  constraint holiday_kind_check CHECK ((kind = ANY (ARRAY['rest'::text, 'work'::text])))
);

create table idempotency (
  person_id uuid not null,
  key text not null,
  fingerprint text not null,
  status integer not null,
  answer text not null,
  at timestamp with time zone not null,
  seq bigint not null generated always as identity,
  constraint idempotency_once PRIMARY KEY (person_id, key)
) with (autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=1000);
CREATE INDEX idempotency_age ON public.idempotency USING brin (at);

create table identity (
  appid text not null,
  openid_hash text not null,
  openid text not null,
  union_hash text,
  person_id uuid not null,
  since timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  constraint identity_pkey PRIMARY KEY (appid, openid_hash),
  constraint identity_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX identity_by_union ON public.identity USING btree (union_hash) WHERE (union_hash IS NOT NULL);
CREATE INDEX identity_of_person ON public.identity USING btree (person_id);
CREATE TRIGGER refuse_erased AFTER INSERT ON public.identity FOR EACH ROW EXECUTE FUNCTION refuse_erased('person_id');

create table import_row (
  import_id uuid not null,
  sheet text not null,
  nth integer not null,
  what text not null,
  id text not null,
  thing jsonb not null,
  at timestamp with time zone not null,
  constraint import_row_pkey PRIMARY KEY (import_id, sheet, nth)
);
CREATE INDEX import_row_at ON public.import_row USING btree (at);

create table invitee (
  id uuid not null default gen_random_uuid(),
  role text not null,
  scope text not null,
  name text not null,
  phone text,
  at timestamp with time zone not null,
  by_id uuid,
  invited_at timestamp with time zone,
  constraint invitee_pkey PRIMARY KEY (id),
  constraint invitee_role_scope_name_key UNIQUE (role, scope, name),
  constraint invitee_role_check CHECK ((role = ANY (ARRAY['street'::text, 'station'::text, 'staff'::text])))
);
CREATE INDEX invitee_at ON public.invitee USING btree (at);

create table job_lease (
  name text not null,
  holder text not null,
  until timestamp with time zone not null,
  constraint job_lease_pkey PRIMARY KEY (name)
);

create table login (
  token_hash text not null,
  person_id uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  id uuid not null default gen_random_uuid(),
  app text,
  used_at timestamp with time zone,
  by_code boolean not null default false,
  constraint login_pkey PRIMARY KEY (token_hash),
  constraint login_id UNIQUE (id),
  constraint login_app_check CHECK ((app = ANY (ARRAY['weapp'::text, 'h5'::text]))),
  constraint login_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX login_of_person ON public.login USING btree (person_id);
CREATE TRIGGER record_ending AFTER DELETE ON public.login FOR EACH ROW EXECUTE FUNCTION record_ending('login', '', 'expires_at', 'person=person_id', 'id=id');
CREATE TRIGGER refuse_erased AFTER INSERT ON public.login FOR EACH ROW EXECUTE FUNCTION refuse_erased('person_id');

create table login_code (
  person_id uuid not null,
  id uuid not null default gen_random_uuid(),
  login_id uuid not null,
  code_hash text not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  used_by uuid,
  constraint login_code_pkey PRIMARY KEY (person_id),
  constraint login_code_hash UNIQUE (code_hash),
  constraint login_code_id UNIQUE (id),
  constraint login_code_check CHECK (((used_by IS NULL) OR (used_at IS NOT NULL))),
  constraint login_code_login_id_fkey FOREIGN KEY (login_id) REFERENCES login(id) ON DELETE CASCADE,
  constraint login_code_used_by_fkey FOREIGN KEY (used_by) REFERENCES login(id) ON DELETE SET NULL
);
CREATE INDEX login_code_of_login ON public.login_code USING btree (login_id);
CREATE INDEX login_code_opened ON public.login_code USING btree (used_by) WHERE (used_by IS NOT NULL);
CREATE TRIGGER refuse_erased AFTER INSERT ON public.login_code FOR EACH ROW EXECUTE FUNCTION refuse_erased('person_id');

create table login_code_miss (
  minute timestamp with time zone not null,
  misses integer not null,
  constraint login_code_miss_pkey PRIMARY KEY (minute)
);

create table message (
  person_id uuid not null,
  notice_id bigint not null,
  id bigint not null generated always as identity,
  template text not null,
  rank smallint not null,
  status text not null,
  tries smallint not null default 0,
  next_at timestamp with time zone not null,
  lease_by text,
  lease_until timestamp with time zone,
  claimed_at timestamp with time zone,
  code text,
  at timestamp with time zone not null,
  msgid text,
  constraint message_once PRIMARY KEY (person_id, notice_id),
  constraint message_id UNIQUE (id),
  constraint message_check CHECK ((((status = 'sending'::text) = (lease_by IS NOT NULL)) AND ((lease_by IS NULL) = (lease_until IS NULL)))),
  constraint message_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'none'::text, 'refused'::text, 'dead'::text]))),
  constraint message_template_check CHECK ((template = ANY (ARRAY['moved'::text, 'promoted'::text, 'tomorrow'::text])))
);
CREATE INDEX message_age ON public.message USING brin (at);
CREATE INDEX message_dead ON public.message USING btree (id) WHERE (status = 'dead'::text);
CREATE INDEX message_of_person ON public.message USING btree (person_id) WHERE (status = ANY (ARRAY['queued'::text, 'sending'::text]));
CREATE INDEX message_under_way ON public.message USING btree (rank, id) WHERE (status = ANY (ARRAY['queued'::text, 'sending'::text]));

create table message_permission (
  person_id uuid not null,
  template text not null,
  allowed integer not null,
  at timestamp with time zone not null,
  constraint message_permission_pkey PRIMARY KEY (person_id, template),
  constraint message_permission_left CHECK ((allowed >= 0)),
  constraint message_permission_template_check CHECK ((template = ANY (ARRAY['moved'::text, 'promoted'::text, 'tomorrow'::text])))
);
CREATE TRIGGER refuse_erased AFTER INSERT ON public.message_permission FOR EACH ROW EXECUTE FUNCTION refuse_erased('person_id');

create table migration (
  name text not null,
  at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (name)
);

create table mini_code (
  station_id text not null,
  appid text not null,
  release text not null,
  page text not null,
  scene text not null,
  picture bytea,
  type text,
  asker text,
  asked_at timestamp with time zone not null,
  not_before timestamp with time zone not null,
  failure text,
  until timestamp with time zone,
  constraint mini_code_pkey PRIMARY KEY (station_id, appid, release, page, scene),
  constraint mini_code_check CHECK ((((picture IS NULL) = (type IS NULL)) AND ((picture IS NULL) OR ((asker IS NULL) AND (failure IS NULL))))),
  constraint mini_code_release_check CHECK ((release = ANY (ARRAY['release'::text, 'trial'::text, 'develop'::text]))),
  constraint mini_code_scene_check CHECK ((scene <> ''::text)),
  constraint mini_code_type_check CHECK ((type = ANY (ARRAY['image/png'::text, 'image/jpeg'::text])))
);
CREATE INDEX mini_code_asked ON public.mini_code USING btree (asked_at);
CREATE INDEX mini_code_over ON public.mini_code USING btree (until) WHERE (until IS NOT NULL);

create table notice (
  person_id uuid not null,
  id bigint not null generated always as identity,
  kind text not null,
  at timestamp with time zone not null,
  station_id text,
  session_id text,
  booking_id text,
  detail jsonb,
  read_at timestamp with time zone,
  posted boolean not null default false,
  starts_at timestamp with time zone,
  constraint notice_pkey PRIMARY KEY (person_id, id)
);
CREATE INDEX notice_age ON public.notice USING brin (at);
CREATE UNIQUE INDEX notice_reminder ON public.notice USING btree (person_id, booking_id, starts_at) WHERE (kind = 'tomorrow'::text);
CREATE INDEX notice_to_post ON public.notice USING btree (id) WHERE ((NOT posted) AND (kind = ANY (ARRAY['called-off'::text, 'unseated'::text, 'moved'::text, 'offered'::text, 'promoted'::text, 'drawn'::text, 'tomorrow'::text])));

create table offering (
  station_id text not null,
  id text not null,
  about jsonb not null,
  revision integer not null default 1,
  planned_to date,
  saved_at timestamp with time zone,
  retired_at timestamp with time zone,
  replan boolean not null default false,
  constraint offering_pkey PRIMARY KEY (station_id, id),
  constraint offering_station_id_fkey FOREIGN KEY (station_id) REFERENCES station(id)
);
CREATE INDEX offering_to_replan ON public.offering USING btree (station_id, id) WHERE replan;

create table pack_version (
  version text not null,
  at timestamp with time zone not null,
  hashes jsonb not null,
  constraint pack_version_pkey PRIMARY KEY (version)
);

create table pass_key (
  id smallint not null,
  private_key text not null,
  public_key text not null,
  made_at timestamp with time zone not null,
  secret text not null,
  constraint pass_key_pkey PRIMARY KEY (id)
);

create table passkey (
  id uuid not null default gen_random_uuid(),
  credential text not null,
  person_id uuid not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}'::text[],
  name text not null,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone,
  stopped_at timestamp with time zone,
  constraint passkey_pkey PRIMARY KEY (id),
  constraint passkey_credential UNIQUE (credential),
  constraint passkey_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX passkey_of_person ON public.passkey USING btree (person_id);
CREATE TRIGGER record_ending AFTER DELETE ON public.passkey FOR EACH ROW EXECUTE FUNCTION record_ending('passkey', '', '', 'person=person_id', 'id=id');
CREATE TRIGGER record_stop AFTER UPDATE OF stopped_at ON public.passkey FOR EACH ROW WHEN (((old.stopped_at IS NULL) AND (new.stopped_at IS NOT NULL))) EXECUTE FUNCTION record_ending('passkey', 'stopped_at', '', 'person=person_id', 'id=id');
CREATE TRIGGER refuse_erased AFTER INSERT ON public.passkey FOR EACH ROW EXECUTE FUNCTION refuse_erased('person_id');

create table passkey_challenge (
  challenge_hash text not null,
  login_hash text,
  invitation_hash text,
  person_id uuid,
  expires_at timestamp with time zone not null,
  constraint passkey_challenge_pkey PRIMARY KEY (challenge_hash),
  constraint passkey_challenge_person CHECK (((person_id IS NULL) = ((login_hash IS NULL) AND (invitation_hash IS NULL)))),
  constraint passkey_challenge_purpose CHECK (((login_hash IS NULL) OR (invitation_hash IS NULL))),
  constraint passkey_challenge_invitation_hash_fkey FOREIGN KEY (invitation_hash) REFERENCES role_invitation(code_hash) ON DELETE CASCADE,
  constraint passkey_challenge_login_hash_fkey FOREIGN KEY (login_hash) REFERENCES login(token_hash) ON DELETE CASCADE
);
CREATE INDEX passkey_challenge_of_invitation ON public.passkey_challenge USING btree (invitation_hash) WHERE (invitation_hash IS NOT NULL);
CREATE INDEX passkey_challenge_of_login ON public.passkey_challenge USING btree (login_hash) WHERE (login_hash IS NOT NULL);

create table past_role (
  person_id uuid not null,
  role text not null,
  scope text not null,
  since timestamp with time zone,
  by_id uuid,
  ended_at timestamp with time zone not null,
  ended_by uuid not null,
  seq bigint not null generated always as identity,
  constraint past_role_pkey PRIMARY KEY (person_id, seq),
  constraint past_role_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX past_role_of_place ON public.past_role USING btree (scope, role, ended_at, seq);
CREATE TRIGGER record_ending AFTER INSERT ON public.past_role FOR EACH ROW EXECUTE FUNCTION record_ending('role', 'ended_at', '', 'person=person_id', 'role=role', 'scope=scope');

create table pending_erasure (
  person_id uuid not null,
  at timestamp with time zone not null,
  constraint pending_erasure_pkey PRIMARY KEY (person_id)
);
CREATE TRIGGER refuse_erased AFTER INSERT ON public.pending_erasure FOR EACH ROW EXECUTE FUNCTION refuse_erased('person_id');

create table person (
  id uuid not null,
  name text not null,
  born text,
  standing text[] not null default '{}'::text[],
  persona text,
  created_at timestamp with time zone not null,
  household integer not null default 0,
  wards integer not null default 0,
  erased_at timestamp with time zone,
  new_name text,
  new_name_by uuid,
  new_name_at timestamp with time zone,
  moderate_at timestamp with time zone,
  shown text not null generated always as (
CASE
    WHEN ((name = ''::text) AND (new_name IS NOT NULL)) THEN '（名字待核）'::text
    ELSE name
END) stored,
  constraint person_pkey PRIMARY KEY (id),
  constraint person_persona_key UNIQUE (persona),
  constraint new_name_whole CHECK ((((new_name IS NULL) = (new_name_at IS NULL)) AND ((new_name IS NOT NULL) OR ((new_name_by IS NULL) AND (moderate_at IS NULL))))),
  constraint person_household CHECK ((household >= 0)),
  constraint person_wards CHECK ((wards >= 0))
) with (autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=50);
CREATE INDEX person_name_held ON public.person USING btree (moderate_at) WHERE (moderate_at IS NOT NULL);
CREATE INDEX person_named_by ON public.person USING btree (new_name_by) WHERE (new_name_by IS NOT NULL);
CREATE TRIGGER record_ending AFTER UPDATE OF erased_at ON public.person FOR EACH ROW WHEN (((old.erased_at IS NULL) AND (new.erased_at IS NOT NULL))) EXECUTE FUNCTION record_ending('erased', 'erased_at', '', 'person=id');

create table person_time (
  person_id uuid not null,
  guardian_id uuid not null,
  during tstzrange not null,
  station_id text not null,
  booking_id text not null,
  constraint person_time_pkey PRIMARY KEY (person_id, booking_id),
  constraint person_time_free EXCLUDE USING gist (person_id WITH =, during WITH &&)
);

create table phone (
  person_id uuid not null,
  number text not null,
  number_hash text not null,
  since timestamp with time zone not null,
  constraint phone_pkey PRIMARY KEY (person_id),
  constraint phone_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX phone_by_number ON public.phone USING btree (number_hash);
CREATE TRIGGER record_change AFTER UPDATE OF number_hash ON public.phone FOR EACH ROW WHEN ((old.number_hash <> new.number_hash)) EXECUTE FUNCTION record_ending('phone', '', '', 'person=person_id', 'since=since');
CREATE TRIGGER record_ending AFTER DELETE ON public.phone FOR EACH ROW EXECUTE FUNCTION record_ending('phone', '', '', 'person=person_id', 'since=since');
CREATE TRIGGER refuse_erased AFTER INSERT ON public.phone FOR EACH ROW EXECUTE FUNCTION refuse_erased('person_id');

create table photo (
  station_id text not null,
  name text not null,
  place integer not null,
  alt text not null,
  at timestamp with time zone not null,
  by_id uuid not null,
  constraint photo_pkey PRIMARY KEY (station_id, name),
  constraint photo_name_fkey FOREIGN KEY (name) REFERENCES photo_file(name),
  constraint photo_station_id_fkey FOREIGN KEY (station_id) REFERENCES station(id)
);
CREATE INDEX photo_name ON public.photo USING btree (name);
CREATE TRIGGER record_ending AFTER DELETE ON public.photo FOR EACH ROW EXECUTE FUNCTION record_ending('photo', '', '', 'station=station_id', 'name=name', 'since=at');

create table photo_file (
  name text not null,
  claimed_until timestamp with time zone not null,
  named boolean not null default false,
  removing boolean not null default false,
  constraint photo_file_pkey PRIMARY KEY (name),
  constraint photo_file_check CHECK ((NOT (named AND removing)))
);
CREATE INDEX photo_file_unnamed ON public.photo_file USING btree (claimed_until) WHERE (NOT named);

create table recovery_code (
  person_id uuid not null,
  nth integer not null,
  code_hash text not null,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint recovery_code_pkey PRIMARY KEY (person_id, nth),
  constraint recovery_code_hash UNIQUE (code_hash),
  constraint recovery_code_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE TRIGGER record_ending AFTER DELETE ON public.recovery_code FOR EACH ROW EXECUTE FUNCTION record_ending('recovery-code', '', '', 'person=person_id', 'nth=nth', 'since=created_at');
CREATE TRIGGER record_use AFTER UPDATE OF used_at, code_hash ON public.recovery_code FOR EACH ROW WHEN (((old.used_at IS NULL) AND ((new.used_at IS NOT NULL) OR (new.code_hash <> old.code_hash)))) EXECUTE FUNCTION record_ending('recovery-code', 'used_at', '', 'person=person_id', 'nth=nth', 'since=created_at');
CREATE TRIGGER refuse_erased AFTER INSERT ON public.recovery_code FOR EACH ROW EXECUTE FUNCTION refuse_erased('person_id');

create table role (
  person_id uuid not null,
  role text not null,
  scope text not null default ''::text,
  since timestamp with time zone,
  by_id uuid,
  seq bigint not null generated always as identity,
  constraint role_pkey PRIMARY KEY (person_id, role, scope),
  constraint role_role_check CHECK ((role = ANY (ARRAY['member'::text, 'staff'::text, 'station'::text, 'street'::text, 'department'::text, 'district'::text]))),
  constraint role_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX role_of_place ON public.role USING btree (scope, role);
CREATE TRIGGER refuse_erased AFTER INSERT ON public.role FOR EACH ROW EXECUTE FUNCTION refuse_erased('person_id');

create table role_invitation (
  id uuid not null default gen_random_uuid(),
  code_hash text not null,
  by_id uuid,
  by_role text,
  by_scope text,
  role text,
  scope text,
  at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  asked_at timestamp with time zone,
  seq bigint not null generated always as identity,
  standing text,
  standing_until date,
  batch text,
  constraint role_invitation_pkey PRIMARY KEY (id),
  constraint role_invitation_code UNIQUE (code_hash),
  constraint role_invitation_by CHECK ((((by_id IS NULL) = (by_role IS NULL)) AND ((by_role IS NULL) = (by_scope IS NULL)) AND ((by_id IS NOT NULL) OR (role = 'district'::text)))),
  constraint role_invitation_standing_check CHECK ((standing = ANY (ARRAY['veteran'::text, 'worker'::text, 'enterprise'::text]))),
  constraint role_invitation_what CHECK ((((role IS NULL) <> (standing IS NULL)) AND ((role IS NULL) = (scope IS NULL)) AND ((standing_until IS NULL) OR (standing IS NOT NULL)) AND ((standing IS NULL) OR (by_id IS NOT NULL)))),
  constraint role_invitation_giver FOREIGN KEY (by_id, by_role, by_scope) REFERENCES role(person_id, role, scope) ON DELETE CASCADE
);
CREATE INDEX role_invitation_batch ON public.role_invitation USING btree (by_id, batch) WHERE (batch IS NOT NULL);
CREATE INDEX role_invitation_by ON public.role_invitation USING btree (by_id, by_role, by_scope);
CREATE INDEX role_invitation_standing ON public.role_invitation USING btree (standing) WHERE (standing IS NOT NULL);
CREATE INDEX role_invitation_to ON public.role_invitation USING btree (scope, role);
CREATE TRIGGER record_ending AFTER DELETE ON public.role_invitation FOR EACH ROW EXECUTE FUNCTION record_ending('role-invitation', '', 'expires_at', 'id=id');
CREATE TRIGGER record_use AFTER UPDATE OF used_at ON public.role_invitation FOR EACH ROW WHEN (((old.used_at IS NULL) AND (new.used_at IS NOT NULL))) EXECUTE FUNCTION record_ending('role-invitation', 'used_at', 'expires_at', 'id=id');

create table scan (
  station_id text not null,
  device text not null,
  seq bigint not null,
  session_id text not null,
  booking_id text,
  kind text not null,
  of_seq bigint,
  at timestamp with time zone not null,
  told_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  means text not null,
  by_id uuid not null,
  seats integer not null default 0,
  flag text,
  constraint scan_pkey PRIMARY KEY (station_id, device, seq),
  constraint scan_check CHECK (((kind = 'undo'::text) = (of_seq IS NOT NULL))),
  constraint scan_check1 CHECK (((kind = 'walk-in'::text) = (seats > 0))),
  constraint scan_kind_check CHECK ((kind = ANY (ARRAY['in'::text, 'out'::text, 'undo'::text, 'walk-in'::text, 'take-back'::text]))),
  constraint scan_seats_check CHECK ((seats >= 0))
);
CREATE INDEX scan_of_booking ON public.scan USING btree (station_id, booking_id);
CREATE INDEX scan_of_session ON public.scan USING btree (station_id, session_id);

create table seat (
  station_id text not null,
  session_id text not null,
  booking_id text not null,
  person_id uuid not null,
  live boolean not null default true,
  seated boolean not null default true,
  constraint seat_pkey PRIMARY KEY (station_id, booking_id, person_id)
);
CREATE UNIQUE INDEX seat_once ON public.seat USING btree (station_id, session_id, person_id) WHERE live;

create table session (
  station_id text not null,
  id text not null,
  offering_id text not null,
  kind text not null,
  title text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  capacity integer not null,
  taken integer not null default 0,
  status text not null default 'open'::text,
  version integer not null default 1,
  last_place integer not null default 0,
  waiting integer not null default 0,
  held integer not null default 0,
  moved_from timestamp with time zone,
  reason text not null default ''::text,
  draw_at timestamp with time zone,
  draw_seed text,
  draw_hash text,
  drawn_at timestamp with time zone,
  judged boolean not null default false,
  walked_in integer not null default 0,
  constraint session_pkey PRIMARY KEY (station_id, id),
  constraint session_held CHECK (((held >= 0) AND (held <= (capacity - taken)))),
  constraint session_lasts CHECK ((starts_at < ends_at)),
  constraint session_not_oversold CHECK (((taken >= 0) AND (taken <= capacity))),
  constraint session_sealed CHECK (((draw_at IS NULL) OR ((draw_seed IS NOT NULL) AND (draw_hash IS NOT NULL)))),
  constraint session_status_check CHECK ((status = ANY (ARRAY['open'::text, 'called-off'::text]))),
  constraint session_waiting CHECK ((waiting >= 0)),
  constraint session_walked_in_check CHECK ((walked_in >= 0)),
  constraint session_station_id_offering_id_fkey FOREIGN KEY (station_id, offering_id) REFERENCES offering(station_id, id)
) with (fillfactor=60);
CREATE INDEX session_of_station ON public.session USING btree (station_id, starts_at);
CREATE INDEX session_short ON public.session USING btree (station_id, "left"(md5(id), 20)) WHERE (length(id) > 30);
CREATE INDEX session_start ON public.session USING btree (starts_at, id);
CREATE INDEX session_to_draw ON public.session USING btree (draw_at) WHERE ((drawn_at IS NULL) AND (draw_at IS NOT NULL));
CREATE INDEX session_to_judge ON public.session USING btree (ends_at) WHERE ((NOT judged) AND (status = 'open'::text));
CREATE INDEX session_with_waitlist ON public.session USING btree (station_id, id) WHERE (waiting > 0);

create table session_change (
  station_id text not null,
  session_id text not null,
  version integer not null,
  at timestamp with time zone not null,
  what text not null,
  by_id uuid,
  booking_id text,
  seats integer not null default 0,
  detail jsonb,
  constraint session_change_pkey PRIMARY KEY (station_id, session_id, version)
);

create table standing (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  kind text not null,
  since timestamp with time zone not null,
  until date,
  by_id uuid,
  ended_at timestamp with time zone,
  ended_by uuid,
  constraint standing_pkey PRIMARY KEY (id),
  constraint standing_kind_check CHECK ((kind = ANY (ARRAY['veteran'::text, 'worker'::text, 'enterprise'::text]))),
  constraint standing_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE UNIQUE INDEX standing_held ON public.standing USING btree (person_id, kind) WHERE (ended_at IS NULL);
CREATE INDEX standing_until ON public.standing USING btree (until) WHERE ((ended_at IS NULL) AND (until IS NOT NULL));
CREATE TRIGGER record_ending AFTER UPDATE OF ended_at ON public.standing FOR EACH ROW WHEN (((old.ended_at IS NULL) AND (new.ended_at IS NOT NULL))) EXECUTE FUNCTION record_ending('standing', 'ended_at', '', 'person=person_id', 'id=id');
CREATE TRIGGER refuse_erased AFTER INSERT ON public.standing FOR EACH ROW EXECUTE FUNCTION refuse_erased('person_id');

create table standing_request (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  kind text not null,
  note text not null default ''::text,
  asked_at timestamp with time zone not null,
  outcome text,
  decided_at timestamp with time zone,
  decided_by uuid,
  words text not null default ''::text,
  until date,
  constraint standing_request_pkey PRIMARY KEY (id),
  constraint standing_request_check CHECK (((outcome IS NULL) = (decided_at IS NULL))),
  constraint standing_request_kind_check CHECK ((kind = ANY (ARRAY['veteran'::text, 'worker'::text, 'enterprise'::text]))),
  constraint standing_request_outcome_check CHECK ((outcome = ANY (ARRAY['given'::text, 'refused'::text, 'lapsed'::text]))),
  constraint standing_request_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX standing_request_decided ON public.standing_request USING btree (decided_at) WHERE (outcome IS NOT NULL);
CREATE UNIQUE INDEX standing_request_open ON public.standing_request USING btree (person_id, kind) WHERE (outcome IS NULL);
CREATE INDEX standing_request_person ON public.standing_request USING btree (person_id, asked_at);
CREATE INDEX standing_request_waiting ON public.standing_request USING btree (asked_at) WHERE (outcome IS NULL);
CREATE TRIGGER refuse_erased AFTER INSERT ON public.standing_request FOR EACH ROW EXECUTE FUNCTION refuse_erased('person_id');

create table station (
  id text not null,
  kind text not null,
  street text not null,
  lat double precision not null,
  lng double precision not null,
  about jsonb not null,
  retired_at timestamp with time zone,
  spot point not null generated always as (point(lng, degrees(ln(tan(radians(((45)::double precision + (lat / (2)::double precision)))))))) stored,
  revision integer not null default 1,
  constraint station_pkey PRIMARY KEY (id),
  constraint station_street_fkey FOREIGN KEY (street) REFERENCES street(code)
);
CREATE INDEX station_spot ON public.station USING gist (spot);

create table station_change (
  station_id text not null,
  revision integer not null,
  at timestamp with time zone not null,
  by_id uuid not null,
  what text[] not null,
  was jsonb not null,
  constraint station_change_pkey PRIMARY KEY (station_id, revision),
  constraint station_change_station_id_fkey FOREIGN KEY (station_id) REFERENCES station(id)
);

create table station_request (
  id uuid not null default gen_random_uuid(),
  station_id text not null,
  kind text not null,
  wish jsonb not null,
  asked_at timestamp with time zone not null,
  by_id uuid not null,
  outcome text,
  answered_at timestamp with time zone,
  answered_by uuid,
  words text not null default ''::text,
  constraint station_request_pkey PRIMARY KEY (id),
  constraint station_request_check CHECK (((outcome IS NULL) = (answered_at IS NULL))),
  constraint station_request_kind_check CHECK ((kind = ANY (ARRAY['name'::text, 'position'::text]))),
  constraint station_request_outcome_check CHECK ((outcome = ANY (ARRAY['accepted'::text, 'refused'::text, 'replaced'::text]))),
  constraint station_request_station_id_fkey FOREIGN KEY (station_id) REFERENCES station(id)
);
CREATE INDEX station_request_station ON public.station_request USING btree (station_id, asked_at);
CREATE UNIQUE INDEX station_request_waiting ON public.station_request USING btree (station_id, kind) WHERE (outcome IS NULL);

create table stored_function (
  name text not null,
  signature text not null,
  hash text not null,
  at timestamp with time zone not null default now(),
  constraint stored_function_pkey PRIMARY KEY (name)
);

create table street (
  code text not null,
  name text not null,
  lat double precision not null,
  lng double precision not null,
  retired_at timestamp with time zone,
  constraint street_pkey PRIMARY KEY (code)
);

create table strike (
  station_id text not null,
  booking_id text not null,
  person_id uuid not null,
  why text not null,
  status text not null default 'counts'::text,
  at timestamp with time zone not null,
  fades_at timestamp with time zone not null,
  appeal text,
  appealed_at timestamp with time zone,
  answer text,
  answered_by uuid,
  held_at timestamp with time zone,
  moderate_at timestamp with time zone,
  constraint strike_pkey PRIMARY KEY (station_id, booking_id),
  constraint strike_check CHECK (((held_at IS NULL) = (moderate_at IS NULL))),
  constraint strike_status_check CHECK ((status = ANY (ARRAY['counts'::text, 'appealed'::text, 'forgiven'::text, 'kept'::text]))),
  constraint strike_why_check CHECK ((why = ANY (ARRAY['absent'::text, 'late'::text, 'came-late'::text])))
);
CREATE INDEX strike_appealed ON public.strike USING btree (station_id, appealed_at) WHERE (status = 'appealed'::text);
CREATE INDEX strike_held ON public.strike USING btree (moderate_at) WHERE (held_at IS NOT NULL);
CREATE INDEX strike_of_person ON public.strike USING btree (person_id, fades_at);
CREATE TRIGGER skip_erased BEFORE INSERT ON public.strike FOR EACH ROW EXECUTE FUNCTION skip_erased();

create table sync_bookmark (
  token_hash text not null,
  id text not null,
  at timestamp with time zone not null,
  seq bigint not null generated always as identity,
  pack text not null,
  hashes jsonb not null,
  constraint sync_bookmark_pkey PRIMARY KEY (token_hash, id),
  constraint sync_bookmark_token_hash_fkey FOREIGN KEY (token_hash) REFERENCES login(token_hash) ON DELETE CASCADE
);

create table upload_piece (
  by_id uuid not null,
  upload text not null,
  nth integer not null,
  body text not null,
  at timestamp with time zone not null,
  constraint upload_piece_pkey PRIMARY KEY (by_id, upload, nth)
);
CREATE INDEX upload_piece_at ON public.upload_piece USING btree (at);
CREATE TRIGGER refuse_erased AFTER INSERT ON public.upload_piece FOR EACH ROW EXECUTE FUNCTION refuse_erased('by_id');

create table wechat_token (
  appid text not null,
  token text,
  generation bigint not null default 0,
  expires_at timestamp with time zone,
  renew_at timestamp with time zone,
  forced_at timestamp with time zone,
  lease_by text,
  lease_until timestamp with time zone,
  failures bigint not null default 0,
  failure text,
  constraint wechat_token_pkey PRIMARY KEY (appid),
  constraint wechat_token_check CHECK ((((token IS NULL) = (expires_at IS NULL)) AND ((token IS NULL) = (renew_at IS NULL)))),
  constraint wechat_token_check1 CHECK (((lease_by IS NULL) = (lease_until IS NULL)))
);

create table wechat_webhook (
  message text not null,
  nonce text not null,
  at timestamp with time zone not null,
  constraint wechat_webhook_pkey PRIMARY KEY (message),
  constraint wechat_webhook_nonce_key UNIQUE (nonce)
);
CREATE INDEX wechat_webhook_at ON public.wechat_webhook USING btree (at);

create table wrong_code (
  person_id uuid not null,
  minute timestamp with time zone not null,
  tries integer not null,
  constraint wrong_code_pkey PRIMARY KEY (person_id, minute),
  constraint wrong_code_tries_check CHECK ((tries > 0)),
  constraint wrong_code_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX wrong_code_minute ON public.wrong_code USING btree (minute);
CREATE TRIGGER refuse_erased AFTER INSERT ON public.wrong_code FOR EACH ROW EXECUTE FUNCTION refuse_erased('person_id');

CREATE OR REPLACE FUNCTION public.accept_booking(p_station text, p_booking text, p_by uuid, p_now timestamp with time zone, p_rule json, p_starts timestamp with time zone DEFAULT NULL::timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare b booking; s session;
begin
  select session_id into b.session_id from booking where station_id = p_station and id = p_booking and booker_id = p_by;
  if not found then return null; end if;
  select * into s from session where station_id = p_station and id = b.session_id for update;
  select * into b from booking where station_id = p_station and id = p_booking for update;
  if b.status = 'cancelled' then return case when b.ended = 'lapsed' then 'offer-over' else 'cancelled' end; end if;
  if s.starts_at <= p_now then return 'started'; end if;
  if b.status = 'offered' and b.offer_until <= p_now then
    perform promote(p_station, b.session_id, p_now, p_rule);
    return 'offer-over';
  end if;
  if b.status = 'waiting' then return 'not-offered'; end if;
  -- Idempotent: accepted before.
  if b.status = 'booked' and b.asked_from is null then return 'accepted'; end if;
  -- Nobody accepts a time that they have not read: the session may have moved once more meanwhile.
  if s.starts_at <> p_starts then return 'moved-again'; end if;
  update booking set status = 'booked', offer_until = null, asked_from = null, version = s.version + 1
  where station_id = p_station and id = p_booking;
  update session set version = version + 1 where station_id = p_station and id = b.session_id;
  perform record_change(p_station, b.session_id, s.version + 1, p_now, 'accepted', p_by, p_booking, b.seats);
  perform add_notice(p_by, 'accepted', p_now, p_station, b.session_id, p_booking, null, true);
  return 'accepted';
end
$function$;

CREATE OR REPLACE FUNCTION public.accept_guardian_invitation(p_hash text, p_guardian uuid, p_relation text, p_consent boolean, p_now timestamp with time zone, p_most integer, p_station text, p_roles text[])
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare one uuid; as_ward integer := (p_relation = 'ward')::integer;
begin
  select i.person_id into one from guardian_invitation i
  join guardianship g on g.guardian_id = i.by_id and g.person_id = i.person_id and guards(g, p_roles)
  where i.code_hash = p_hash and i.expires_at > p_now;
  if not found then return 'bad-invitation'; end if;
  perform 1 from person where id = one for no key update;
  perform 1 from guardian_invitation where code_hash = p_hash and person_id = one;
  if not found then return 'bad-invitation'; end if;
  perform 1 from guardianship where guardian_id = p_guardian and person_id = one;
  if found then return 'in-household-already'; end if;
  update person set household = household + 1 - as_ward, wards = wards + as_ward
  where id = p_guardian and case as_ward when 1 then wards else household end < p_most;
  if not found then return case as_ward when 1 then 'wards-full' else 'household-full' end; end if;
  delete from guardian_invitation where code_hash = p_hash;
  insert into guardianship (guardian_id, person_id, relation, station_id, consent_at, consent_covers, since)
  values (p_guardian, one, p_relation, p_station, case when p_consent then p_now end,
    case when p_consent then '{name,born,booking}'::text[] else '{}' end, p_now);
  return 'joined';
end
$function$;

CREATE OR REPLACE FUNCTION public.accept_role_invitation(p_hash text, p_person uuid, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare one role_invitation;
begin
  perform 1 from person where id = p_person for no key update;
  -- Lock the invitation: of two who come at once the second finds it used, and ending the giver's role waits.
  select * into one from role_invitation where code_hash = p_hash for update;
  if not found then return 'invitation-withdrawn'; end if;
  if one.by_id is null and one.used_at is null and exists (select from role r where r.role = 'district') then
    return 'invitation-withdrawn';
  end if;
  perform 1 from role r where r.person_id = p_person and r.role = one.role and r.scope = one.scope;
  if found then return 'has-role-already'; end if;
  perform 1 from standing s where s.person_id = p_person and s.kind = one.standing and s.ended_at is null;
  if found then return 'standing-held'; end if;
  if one.used_at is not null then return 'invitation-used'; end if;
  if one.expires_at <= p_now then return 'invitation-expired'; end if;
  update role_invitation set used_at = p_now where id = one.id;
  if one.standing is not null then
    perform give_standing(p_person, one.standing, one.standing_until, one.by_id, p_now);
    return 'taken';
  end if;
  insert into role (person_id, role, scope, since, by_id) values (p_person, one.role, one.scope, p_now, one.by_id);
  if one.role = 'member' then
    update person set standing = array_append(array_remove(standing, 'member'), 'member') where id = p_person;
  end if;
  return 'taken';
end
$function$;

CREATE OR REPLACE FUNCTION public.add_notice(p_person uuid, p_kind text, p_now timestamp with time zone, p_station text, p_session text, p_booking text, p_detail jsonb DEFAULT NULL::jsonb, p_seen boolean DEFAULT false)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into notice (person_id, kind, at, station_id, session_id, booking_id, detail, read_at)
  select p_person, p_kind, p_now, p_station, p_session, p_booking, p_detail, case when p_seen then p_now end
  where not exists (select from person where id = p_person and erased_at is not null)
$function$;

CREATE OR REPLACE FUNCTION public.add_passkey(p_token_hash text, p_credential text, p_public_key bytea, p_counter bigint, p_transports text[], p_name text, p_most integer, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare who uuid;
begin
  select person_id into who from login where token_hash = p_token_hash and expires_at > p_now;
  if not found then return 'gone'; end if;
  -- Lock the person: two added at once are counted one after the other.
  perform 1 from person where id = who for no key update;
  perform 1 from passkey where person_id = who having count(*) >= p_most;
  if found then return 'passkeys-full'; end if;
  insert into passkey (credential, person_id, public_key, counter, transports, name, created_at)
  values (p_credential, who, p_public_key, p_counter, p_transports, p_name, p_now)
  on conflict (credential) do nothing;
  return case when found then 'added' else 'passkey-known' end;
end
$function$;

CREATE OR REPLACE FUNCTION public.add_photo(p_station text, p_name text, p_alt text, p_most integer, p_by uuid, p_now timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare done integer;
begin
  -- Lock the station: two photographs that come at once are counted one after the other.
  perform 1 from station where id = p_station for update;
  perform 1 from photo where station_id = p_station and name <> p_name having count(*) >= p_most;
  if found then return 0; end if;
  -- Locks the file: whoever would remove it waits, and then sees that it is named.
  update photo_file set named = true where name = p_name and not removing;
  if not found then return null; end if;
  insert into photo (station_id, name, place, alt, at, by_id)
  values (p_station, p_name, (select coalesce(max(place), 0) + 1 from photo where station_id = p_station), p_alt, p_now, p_by)
  on conflict (station_id, name) do update set alt = excluded.alt;
  update station set revision = revision + 1 where id = p_station returning revision into done;
  insert into station_change (station_id, revision, at, by_id, what, was)
  values (p_station, done, p_now, p_by, '{photo-added}', jsonb_build_object('name', p_name));
  return done;
end
$function$;

CREATE OR REPLACE FUNCTION public.answer_station_request(p_id uuid, p_accept boolean, p_words text, p_by uuid, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare asked station_request; made integer; before jsonb;
begin
  -- Lock the station first, as every change of it does, then the request: of two answers the second finds it answered.
  perform 1 from station where id = (select station_id from station_request where id = p_id) for update;
  select * into asked from station_request where id = p_id and outcome is null for update;
  if not found then return false; end if;
  update station_request set outcome = case when p_accept then 'accepted' else 'refused' end, answered_at = p_now,
    answered_by = p_by, words = p_words where id = p_id;
  if not p_accept then return true; end if;
  select case when asked.kind = 'name' then jsonb_build_object('name', about->>'name')
    else jsonb_build_object('lat', lat, 'lng', lng) end into before from station where id = asked.station_id;
  if asked.kind = 'name' then
    update station set about = about || jsonb_build_object('name', asked.wish->'name') where id = asked.station_id;
  else
    update station set lat = (asked.wish->>'lat')::float8, lng = (asked.wish->>'lng')::float8,
      about = (about - 'approximate') || jsonb_build_object('lat', asked.wish->'lat', 'lng', asked.wish->'lng')
    where id = asked.station_id;
  end if;
  update station set revision = revision + 1 where id = asked.station_id returning revision into made;
  insert into station_change (station_id, revision, at, by_id, what, was)
  values (asked.station_id, made, p_now, p_by, array[asked.kind], before);
  return true;
end
$function$;

CREATE OR REPLACE FUNCTION public.apply_draw(p_station text, p_session text, p_now timestamp with time zone, p_version integer, p_line json, p_entries json, p_drawn integer[], p_rule json)
 RETURNS text
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare s session; one record;
begin
  select * into s from session where station_id = p_station and id = p_session for update;
  if not found or s.status <> 'open' or s.drawn_at is not null or s.draw_at is null or s.draw_at > p_now
    or s.starts_at <= p_now then
    return 'over';
  end if;
  if s.version <> p_version then return 'changed'; end if;
  s.version := s.version + 1;
  -- One by one, each by its whole key: joined, the list would be scanned once for every booking.
  for one in select * from json_to_recordset(p_line) w(id text, place integer, ticket integer, lots integer) loop
    update booking set place = one.place, ticket = one.ticket, lots = one.lots
    where station_id = p_station and id = one.id;
  end loop;
  update session set drawn_at = p_now, version = s.version where station_id = p_station and id = p_session;
  insert into draw (station_id, session_id, entries, drawn) values (p_station, p_session, p_entries, p_drawn);
  perform record_change(p_station, p_session, s.version, p_now, 'draw', null, null, 0,
    jsonb_build_object('tickets', cardinality(p_drawn)));
  perform promote(p_station, p_session, p_now, p_rule, true);
  insert into draw_win (person_id, at, station_id, booking_id)
  select seat.person_id, s.draw_at, p_station, won.id
  from json_to_recordset(p_line) w(id text)
  cross join lateral (select id from booking where station_id = p_station and id = w.id and status = 'booked' offset 0) won
  join seat on seat.station_id = p_station and seat.booking_id = won.id
  order by seat.person_id;
  select version into s.version from session where station_id = p_station and id = p_session;
  insert into session_change (station_id, session_id, version, at, what, booking_id, seats)
  select p_station, p_session, s.version + row_number() over (order by place), p_now, 'not-drawn', id, seats from booking
  where station_id = p_station and session_id = p_session and status = 'waiting';
  insert into notice (person_id, kind, at, station_id, session_id, booking_id)
  select booker_id, 'not-drawn', p_now, p_station, p_session, id from booking
  where station_id = p_station and session_id = p_session and status = 'waiting'
  order by booker_id, place;
  for one in
    select id from booking where station_id = p_station and session_id = p_session and status = 'waiting' order by place
  loop
    s.version := s.version + 1;
    update booking set version = s.version where station_id = p_station and id = one.id;
  end loop;
  update session set version = s.version where station_id = p_station and id = p_session;
  return 'drawn';
end
$function$;

CREATE OR REPLACE FUNCTION public.apply_import(p_import uuid)
 RETURNS TABLE(outcome text, called_off integer)
 LANGUAGE plpgsql
AS $function$
declare run jsonb; p_now timestamptz; p_by uuid; r record; n integer := 0; first_day date;
begin
  -- The rows first and in order, as the closing of days locks them; then nobody else writes these tables, while booking goes on.
  perform 1 from station order by id for no key update;
  lock table street, area, station, offering, holiday, invitee in share row exclusive mode;
  select thing into run from import_row where import_id = p_import and sheet = 'run';
  if run is null or district_revision() <> run->>'revision' then
    return query select 'changed', 0; return;
  end if;
  p_now := (run->>'now')::timestamptz;
  p_by := (run->>'by')::uuid;

  insert into street (code, name, lat, lng)
  select id, thing->>'name', (thing->>'lat')::float8, (thing->>'lng')::float8 from import_row
  where import_id = p_import and sheet = 'streets' and what <> 'gone'
  on conflict (code) do update set name = excluded.name, lat = excluded.lat, lng = excluded.lng, retired_at = null;

  delete from area using import_row i
  where i.import_id = p_import and i.sheet = 'areas' and i.what = 'gone' and area.id = i.id;
  insert into area (id, polygons)
  select id, thing->'polygons' from import_row where import_id = p_import and sheet = 'areas' and what <> 'gone'
  on conflict (id) do update set polygons = excluded.polygons;

  update offering o set replan = true, revision = o.revision + 1 from import_row i join station s on s.id = i.id
  where i.import_id = p_import and i.sheet = 'stations' and i.what <> 'gone' and o.station_id = s.id
    and s.about->'hours' <> i.thing->'hours';
  insert into station (id, kind, street, lat, lng, about)
  select id, thing->>'kind', thing->>'street', (thing->>'lat')::float8, (thing->>'lng')::float8, thing from import_row
  where import_id = p_import and sheet = 'stations' and what <> 'gone'
  on conflict (id) do update set kind = excluded.kind, street = excluded.street, lat = excluded.lat, lng = excluded.lng,
    about = excluded.about, retired_at = null, revision = station.revision + 1;

  insert into offering (station_id, id, about, saved_at, replan)
  select thing->>'station', id, thing, p_now, true from import_row
  where import_id = p_import and sheet = 'offerings' and what <> 'gone'
  on conflict (station_id, id) do update set about = excluded.about, saved_at = excluded.saved_at, replan = true,
    revision = offering.revision + 1, retired_at = null;

  for r in
    select o.* from import_row i join offering o on o.id = i.id and o.station_id = i.thing->>'station'
    where i.import_id = p_import and i.sheet = 'offerings' and i.what = 'gone' order by o.station_id, o.id
  loop
    perform save_offering(r.station_id, r.id, r.about, r.revision, r.planned_to, '[]', p_by, p_now, false);
    update offering set retired_at = p_now where station_id = r.station_id and id = r.id;
  end loop;
  if run->>'act' = 'call-off' then
    for r in
      select thing->>'station' as station, array_agg(id) as offerings from import_row
      where import_id = p_import and sheet = 'offerings' and what = 'gone' group by 1 order by 1
    loop
      n := n + begin_retiring(r.station, r.offerings, run->>'reason', p_by, p_now);
    end loop;
  end if;
  -- Shown until the last session that takes place has ended.
  update station t set retired_at = greatest(p_now, (select max(s.ends_at) from session s where s.station_id = t.id
    and s.status = 'open' and s.ends_at > p_now and (run->>'act' <> 'call-off' or s.starts_at <= p_now)))
  from import_row i where i.import_id = p_import and i.sheet = 'stations' and i.what = 'gone' and t.id = i.id;
  update street set retired_at = p_now from import_row i
  where i.import_id = p_import and i.sheet = 'streets' and i.what = 'gone' and code = i.id;

  delete from holiday using import_row i
  where i.import_id = p_import and i.sheet = 'holidays' and i.what = 'gone' and day = i.id::date;
  insert into holiday (day, kind, name)
  select id::date, thing->>'kind', thing->>'name' from import_row
  where import_id = p_import and sheet = 'holidays' and what <> 'gone'
  on conflict (day) do update set kind = excluded.kind, name = excluded.name;
  delete from invitee v using import_row i where i.import_id = p_import and i.sheet = 'invitees' and i.what = 'gone'
    and (v.role, v.scope, v.name) = (i.thing->'role'->>'role', i.thing->'role'->>'scope', i.thing->>'name');
  insert into invitee (role, scope, name, phone, at, by_id)
  select thing->'role'->>'role', thing->'role'->>'scope', thing->>'name', thing->>'phone', p_now, p_by from import_row
  where import_id = p_import and sheet = 'invitees' and what <> 'gone'
  on conflict (role, scope, name) do update set phone = excluded.phone, at = excluded.at, by_id = excluded.by_id;
  select min(id::date) into first_day from import_row where import_id = p_import and sheet = 'holidays';
  if first_day is not null then perform replan_from(first_day); end if;

  insert into district_import (id, by_id, at, file, counts) values (p_import, p_by, p_now, run->>'file', run->'counts');
  delete from import_row where import_id = p_import;
  return query select 'done', n;
end
$function$;

CREATE OR REPLACE FUNCTION public.arrange_photos(p_station text, p_revision integer, p_photos jsonb, p_by uuid, p_now timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare done integer; before jsonb; gone text;
begin
  perform 1 from station where id = p_station and revision = p_revision for update;
  if not found then return null; end if;
  select coalesce(jsonb_agg(jsonb_build_object('name', name, 'alt', alt) order by place), '[]') into before
  from photo where station_id = p_station;
  update photo set place = r.nth, alt = r.photo->>'alt'
  from jsonb_array_elements(p_photos) with ordinality r(photo, nth)
  where station_id = p_station and name = r.photo->>'name';
  for gone in
    delete from photo where station_id = p_station
      and not exists (select from jsonb_array_elements(p_photos) r where r->>'name' = name) returning name
  loop
    -- Lock the file: another station that drops it at the same moment has gone, or waits, before this looks.
    perform 1 from photo_file where name = gone for update;
    update photo_file set named = false where name = gone and not exists (select from photo where photo.name = gone);
  end loop;
  update station set revision = revision + 1 where id = p_station returning revision into done;
  insert into station_change (station_id, revision, at, by_id, what, was)
  values (p_station, done, p_now, p_by, '{photos}', before);
  return done;
end
$function$;

CREATE OR REPLACE FUNCTION public.ask_standing(p_person uuid, p_kind text, p_note text, p_type text, p_bytes bytea, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare made uuid;
begin
  -- Lock the person, as giving a standing does: what is given at this moment is seen here.
  perform 1 from person where id = p_person and erased_at is null for no key update;
  if not found then return 'gone'; end if;
  perform 1 from standing where person_id = p_person and kind = p_kind and ended_at is null;
  if found then return 'standing-held'; end if;
  insert into standing_request (person_id, kind, note, asked_at) values (p_person, p_kind, p_note, p_now)
  on conflict (person_id, kind) where outcome is null do nothing returning id into made;
  if made is null then return 'standing-asked'; end if;
  insert into certificate (request_id, type, bytes) values (made, p_type, p_bytes);
  return 'asked';
end
$function$;

CREATE OR REPLACE FUNCTION public.begin_closing(p_stations text[], p_scope text, p_place text, p_day date, p_reason text, p_act text, p_by uuid, p_now timestamp with time zone, p_today date, p_most integer, p_from timestamp with time zone, p_to timestamp with time zone)
 RETURNS TABLE(verdict text, made text)
 LANGUAGE plpgsql
AS $function$
declare listed integer;
begin
  -- Two who close at once are counted one after the other.
  perform 1 from station where id = any (p_stations) order by id for no key update;
  if exists (
    select from closure where station_id = any (p_stations) and day >= p_today and day <> p_day
    group by station_id having count(*) >= p_most
  ) then
    return query select 'full', null::text; return;
  end if;
  with closed as (
    insert into closure (station_id, day, reason, at, by_id)
    select station_id, p_day, p_reason, p_now, p_by from unnest(p_stations) station_id
    on conflict do nothing returning station_id
  )
  update offering set revision = revision + 1 where station_id in (select station_id from closed);
  insert into closing (scope, place, day, reason, act, by_id, at)
  values (p_scope, p_place, p_day, p_reason, p_act, p_by, p_now) returning id into made;
  insert into closing_session (closing_id, station_id, session_id, starts_at, booked, waiting)
  select made, s.station_id, s.id, s.starts_at, s.taken, s.waiting from session s
  where s.station_id = any (p_stations) and s.starts_at >= p_from and s.starts_at < p_to and s.starts_at > p_now
    and s.status = 'open'
  on conflict (station_id, session_id) where outcome is null do nothing;
  get diagnostics listed = row_count;
  if listed = 0 then
    delete from closing where id = made;
    made := null;
  end if;
  return query select 'done', made;
end
$function$;

CREATE OR REPLACE FUNCTION public.begin_retiring(p_station text, p_offerings text[], p_reason text, p_by uuid, p_now timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare made text; listed integer;
begin
  insert into closing (scope, place, day, reason, act, by_id, at)
  values ('station', p_station, null, p_reason, 'call-off', p_by, p_now) returning id into made;
  insert into closing_session (closing_id, station_id, session_id, starts_at, booked, waiting)
  select made, s.station_id, s.id, s.starts_at, s.taken, s.waiting from session s
  where s.station_id = p_station and s.offering_id = any (p_offerings) and s.starts_at > p_now and s.status = 'open'
  on conflict (station_id, session_id) where outcome is null do nothing;
  get diagnostics listed = row_count;
  if listed = 0 then delete from closing where id = made; end if;
  return listed;
end
$function$;

CREATE OR REPLACE FUNCTION public.book(p_station text, p_now timestamp with time zone, requests json, p_patience integer, p_roles text[], p_look boolean DEFAULT true, p_rule json DEFAULT NULL::json, p_life integer DEFAULT NULL::integer)
 RETURNS TABLE(nth integer, outcome text, fingerprint text, status integer, answer text, free integer, who text)
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
#variable_conflict use_column
declare
  n_session text[]; n_id text[]; n_booker uuid[]; n_size integer[]; n_wait boolean[]; n_key text[];
  n_fingerprint text[]; n_answer text[]; n_code text[]; n_people json[]; n_starts timestamptz[]; total integer;
  p_nth integer[]; p_person uuid[];
  s_id text[]; s_capacity integer[]; s_taken integer[]; s_held integer[]; s_waiting integer[]; s_last integer[];
  s_version integer[]; s_from timestamptz[]; s_to timestamptz[]; s_status text[]; s_drawing boolean[]; s_draw_at timestamptz[];
  s_old integer[]; s_later boolean[]; s_asked integer[];
  n_at integer[]; n_place integer[]; n_version integer[]; n_state text[]; n_ahead integer[];
  o_outcome text[]; o_status integer[]; o_fingerprint text[]; o_answer text[]; o_free integer[]; o_who text[];
  s integer; f integer; worst integer; holds boolean; r record;
  hold_release interval := coalesce((p_rule->>'holdRelease')::integer, 0) * interval '1 millisecond';
begin
  -- array_agg and unnest keep the order of arrival.
  select array_agg(w.session), array_agg(w.id), array_agg(w.booker), array_agg(json_array_length(w.people)),
    array_agg(w.wait), array_agg(w.key), array_agg(w.fingerprint), array_agg(w.answer), array_agg(w.code),
    array_agg(w.people), array_agg(w.starts), count(*)
  into n_session, n_id, n_booker, n_size, n_wait, n_key, n_fingerprint, n_answer, n_code, n_people, n_starts, total
  from json_to_recordset(requests) w(session text, id text, booker uuid, people json, wait boolean,
    key text, fingerprint text, answer text, code text, starts timestamptz);
  -- People are locked in one order, so that two batches never deadlock.
  select array_agg(p.nth), array_agg(p.person) into p_nth, p_person
  from (select w.nth, json_array_elements_text(w.people)::uuid as person
        from unnest(n_people) with ordinality w(people, nth) order by person, nth) p;
  o_outcome := array_fill(null::text, array[total]); o_status := array_fill(null::integer, array[total]);
  o_fingerprint := o_outcome; o_answer := o_outcome; o_who := o_outcome; n_state := o_outcome;
  o_free := o_status; n_at := o_status; n_place := o_status; n_version := o_status; n_ahead := o_status;

  -- Lock the guardianships: one that ends at this moment waits for us, or we for it.
  for r in
    select p.nth from unnest(p_nth, p_person) p(nth, person)
    left join lateral (select 1 as kept from guardianship g
      where g.guardian_id = n_booker[p.nth] and g.person_id = p.person and guards(g, p_roles) for key share) bond on true
    where bond.kept is null
  loop
    o_outcome[r.nth] := 'not-yours';
  end loop;

  -- In one order, for the same reason: lock the sessions. Each by its whole key (the subquery is an optimisation fence):
  -- the planner may not know yet that the table is large.
  select array_agg(x.id), array_agg(x.capacity), array_agg(x.taken), array_agg(x.held), array_agg(x.waiting),
    array_agg(x.last_place), array_agg(x.version), array_agg(x.starts_at), array_agg(x.ends_at), array_agg(x.status),
    array_agg(x.draw_at is not null and x.drawn_at is null), array_agg(x.draw_at)
  into s_id, s_capacity, s_taken, s_held, s_waiting, s_last, s_version, s_from, s_to, s_status, s_drawing, s_draw_at
  from (select distinct unnest(n_session) as id order by 1) w
  cross join lateral (select * from session where station_id = p_station and id = w.id for update) x;
  s_old := s_version;
  s_later := array_fill(false, array[coalesce(cardinality(s_id), 0)]);
  s_asked := array_fill(0, array[coalesce(cardinality(s_id), 0)]);
  for i in 1 .. total loop
    s := array_position(s_id, n_session[i]);
    n_at[i] := s;
    if s is null then p_look := true; else s_asked[s] := s_asked[s] + n_size[i]; end if;
  end loop;
  for s in 1 .. cardinality(s_asked) loop
    p_look := p_look or s_status[s] <> 'open' or s_from[s] <= p_now or s_drawing[s] or s_waiting[s] > 0 or s_held[s] > 0
      or s_taken[s] + s_asked[s] > s_capacity[s];
  end loop;

  if p_look then
    for r in
      select w.nth, k.* from unnest(n_booker, n_key, n_fingerprint) with ordinality w(booker, key, fingerprint, nth)
      cross join lateral (select i.fingerprint, i.status, i.answer, refusal_over(i, w.fingerprint, p_now, p_life) as is_over
        from idempotency i where i.person_id = w.booker and i.key = w.key offset 0) k
    loop
      if r.is_over then
        delete from idempotency i where i.person_id = n_booker[r.nth] and i.key = n_key[r.nth];
        continue;
      end if;
      o_outcome[r.nth] := 'kept'; o_fingerprint[r.nth] := r.fingerprint; o_status[r.nth] := r.status; o_answer[r.nth] := r.answer;
    end loop;
    for r in
      select p.nth, string_agg(p.person::text, ',') as who from unnest(p_nth, p_person) p(nth, person)
      cross join lateral (select 1 from seat where seat.station_id = p_station and seat.session_id = n_session[p.nth]
        and seat.person_id = p.person and seat.live offset 0) held
      group by p.nth
    loop
      if o_outcome[r.nth] is null then o_outcome[r.nth] := 'already-booked'; o_who[r.nth] := r.who; end if;
    end loop;
    for r in
      select p.nth, string_agg(distinct p.person::text, ',') as who from unnest(p_nth, p_person) p(nth, person)
      cross join lateral (select 1 from person_time t where t.person_id = p.person and t.during && tstzrange(
        s_from[array_position(s_id, n_session[p.nth])], s_to[array_position(s_id, n_session[p.nth])]) offset 0) held
      where array_position(s_id, n_session[p.nth]) is not null
      group by p.nth
    loop
      if o_outcome[r.nth] is null then o_outcome[r.nth] := 'overlap'; o_who[r.nth] := r.who; end if;
    end loop;
  end if;

  for i in 1 .. total loop
    s := n_at[i];
    continue when o_outcome[i] = 'kept' or o_outcome[i] = 'not-yours';
    if s is null then o_outcome[i] := 'gone';
    elsif s_status[s] <> 'open' then o_outcome[i] := 'called-off';
    elsif s_from[s] <= p_now then o_outcome[i] := 'started';
    elsif s_drawing[s] and s_draw_at[s] <= p_now then o_outcome[i] := 'draw-on';
    elsif s_from[s] <> n_starts[i] then o_outcome[i] := 'moved';
    end if;
    continue when o_outcome[i] is not null;
    holds := s_from[s] - p_now > hold_release;
    -- Seats that were held until now go to the smaller groups that wait, before a newcomer.
    if s_held[s] > 0 and not holds then
      perform promote(p_station, s_id[s], p_now, p_rule);
      select x.taken, x.held, x.waiting, x.version into r from session x where x.station_id = p_station and x.id = s_id[s];
      s_taken[s] := r.taken; s_held[s] := r.held; s_waiting[s] := r.waiting; s_version[s] := r.version; s_old[s] := r.version;
    end if;
    f := s_capacity[s] - s_taken[s];
    if holds and s_waiting[s] > 0 and s_held[s] = 0 and f > 0 and not s_drawing[s] and n_size[i] <= s_capacity[s]
      and s_version[s] = s_old[s] and exists (select from booking b
        where b.station_id = p_station and b.session_id = s_id[s] and b.status = 'waiting' and b.overtaken >= p_patience
          and b.seats > f and b.seats <= s_capacity[s] and not is_busy(p_station, b.id, s_from[s], s_to[s])) then
      s_held[s] := f;
    end if;
    if n_size[i] > s_capacity[s] then
      o_outcome[i] := 'too-many'; o_free[i] := s_capacity[s];
    elsif s_later[s] then
      o_outcome[i] := 'later';
    elsif n_size[i] <= f and s_held[s] = 0 and not s_drawing[s] then
      if s_waiting[s] > 0 and holds then
        if s_version[s] > s_old[s] then
          s_later[s] := true; o_outcome[i] := 'later';
          continue;
        end if;
        -- Parties that wait for more seats than are free are overtaken once more, `p_patience` times at most.
        update booking b set overtaken = b.overtaken + 1
        where b.station_id = p_station and b.session_id = s_id[s] and b.status = 'waiting'
          and b.seats > f and b.seats <= s_capacity[s]
          and not is_busy(p_station, b.id, s_from[s], s_to[s]);
        select max(b.overtaken) into worst from booking b
        where b.station_id = p_station and b.session_id = s_id[s] and b.status = 'waiting'
          and b.seats > f - n_size[i] and b.seats <= s_capacity[s] and b.overtaken >= p_patience
          and not is_busy(p_station, b.id, s_from[s], s_to[s]);
        if worst >= p_patience then s_held[s] := f - n_size[i]; end if;
      end if;
      s_taken[s] := s_taken[s] + n_size[i];
      n_state[i] := 'booked';
    elsif n_wait[i] or s_drawing[s] then
      s_waiting[s] := s_waiting[s] + 1;
      n_ahead[i] := s_waiting[s];
      n_state[i] := 'waiting';
    else
      o_outcome[i] := 'full'; o_free[i] := case when s_held[s] > 0 then 0 else f end;
    end if;
    continue when n_state[i] is null;
    o_outcome[i] := 'made'; o_status[i] := 201; o_fingerprint[i] := n_fingerprint[i];
    s_version[s] := s_version[s] + 1; s_last[s] := s_last[s] + 1;
    n_version[i] := s_version[s]; n_place[i] := s_last[s];
    o_answer[i] := '{"booking":{"status":"' || n_state[i] || '","version":' || n_version[i]
      || case when n_state[i] = 'waiting' then ',"line":{"place":' || n_ahead[i] || '}' else '' end
      || ',' || substr(n_answer[i], 2) || '}';
  end loop;

  -- By key and version, never by a row’s address: on a table that is moved or distributed it silently names another row. One
  -- by one: joined, the planner of an empty table would read all sessions of the station.
  for s in 1 .. coalesce(cardinality(s_id), 0) loop
    continue when s_version[s] = s_old[s];
    update session set taken = s_taken[s], held = s_held[s], waiting = s_waiting[s],
      last_place = s_last[s], version = s_version[s]
    where station_id = p_station and id = s_id[s] and version = s_old[s];
    -- The row is locked, so this happens only where the lock did not hold: nothing is booked, and the caller retries.
    if not found then
      raise exception 'a session changed under its lock' using errcode = 'serialization_failure';
    end if;
  end loop;
  insert into booking (station_id, id, session_id, booker_id, seats, door_code, booked_at, status, place, version)
  select p_station, y.id, y.session, y.booker, y.size, y.code, p_now, y.state, y.place, y.version
  from unnest(n_id, n_session, n_booker, n_size, n_code, n_state, n_place, n_version)
    y(id, session, booker, size, code, state, place, version)
  where y.state is not null;
  insert into seat (station_id, session_id, booking_id, person_id, seated)
  select p_station, n_session[p.nth], n_id[p.nth], p.person, n_state[p.nth] = 'booked'
  from unnest(p_nth, p_person) p(nth, person) where n_state[p.nth] is not null;
  insert into person_time (person_id, guardian_id, during, station_id, booking_id)
  select p.person, n_booker[p.nth], tstzrange(s_from[n_at[p.nth]], s_to[n_at[p.nth]]), p_station, n_id[p.nth]
  from unnest(p_nth, p_person) p(nth, person) where n_state[p.nth] = 'booked';
  insert into session_change (station_id, session_id, version, at, what, by_id, booking_id, seats)
  select p_station, y.session, y.version, p_now, y.state, y.booker, y.id, y.size
  from unnest(n_session, n_version, n_state, n_booker, n_id, n_size) y(session, version, state, booker, id, size)
  where y.state is not null;
  -- Bookers have seen what they did themselves: their notice is read from the start.
  insert into notice (person_id, kind, at, station_id, session_id, booking_id, read_at)
  select y.booker, y.state, p_now, p_station, y.session, y.id, p_now
  from unnest(n_session, n_state, n_booker, n_id) with ordinality y(session, state, booker, id, nth)
  where y.state is not null order by y.booker, y.nth;
  insert into idempotency (person_id, key, fingerprint, status, answer, at)
  select y.booker, y.key, y.fingerprint, 201, y.answer, p_now
  from unnest(n_booker, n_key, n_fingerprint, o_answer, n_state) y(booker, key, fingerprint, answer, state)
  where y.state is not null order by y.booker, y.key;

  return query select y.nth::integer, y.outcome, y.fingerprint, y.status, y.answer, y.free, y.who
  from unnest(o_outcome, o_fingerprint, o_status, o_answer, o_free, o_who) with ordinality
    y(outcome, fingerprint, status, answer, free, who, nth);
end
$function$;

CREATE OR REPLACE FUNCTION public.book_by_proxy(p_station text, p_now timestamp with time zone, requests json, p_patience integer, p_roles text[], p_look boolean, p_rule json DEFAULT NULL::json, p_life integer DEFAULT NULL::integer)
 RETURNS TABLE(nth integer, outcome text, fingerprint text, status integer, answer text, free integer, who text)
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
begin
  return query select * from book(p_station, p_now, requests, p_patience, p_roles, p_look, p_rule, p_life);
  update booking b set proxy = true from json_to_recordset(requests) w(id text, proxy boolean)
  where w.proxy and b.station_id = p_station and b.id = w.id;
end
$function$;

CREATE OR REPLACE FUNCTION public.call_off(p_station text, p_session text, p_by uuid, p_now timestamp with time zone, p_reason text)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare s session; b booking; told integer := 0;
begin
  select * into s from session where station_id = p_station and id = p_session for update;
  if not found or s.status <> 'open' then return null; end if;
  for b in
    select * from booking where station_id = p_station and status <> 'cancelled'
      and id in (select booking_id from seat where station_id = p_station and session_id = p_session and live)
    order by place for update
  loop
    s.version := s.version + 1; told := told + 1;
    update booking set status = 'cancelled', ended = 'station', cancelled_at = p_now, offer_until = null,
      asked_from = null, came = 0, generation = generation + 1, version = s.version
    where station_id = p_station and id = b.id;
    -- Who was let in early has not come to what did not take place; merge_arrival does the same for later scans.
    delete from attendance where station_id = p_station and booking_id = b.id;
    update seat set live = false, seated = false where station_id = p_station and booking_id = b.id;
    perform free_times(p_station, b.id);
    perform record_change(p_station, p_session, s.version, p_now, 'called-off', p_by, b.id, b.seats);
    perform add_notice(b.booker_id, 'called-off', p_now, p_station, p_session, b.id, jsonb_build_object('reason', p_reason));
  end loop;
  update session set status = 'called-off', reason = p_reason, taken = 0, waiting = 0, held = 0, version = s.version + 1
  where station_id = p_station and id = p_session;
  perform record_change(p_station, p_session, s.version + 1, p_now, 'called-off', p_by, null, 0,
    jsonb_build_object('reason', p_reason));
  return told;
end
$function$;

CREATE OR REPLACE FUNCTION public.cancel_booking(p_station text, p_booking text, p_by uuid, p_now timestamp with time zone, p_how text, p_rule json)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare b booking; s session; how text := p_how;
begin
  select session_id into b.session_id from booking where station_id = p_station and id = p_booking;
  if not found then return false; end if;
  select * into s from session where station_id = p_station and id = b.session_id for update;
  select * into b from booking where station_id = p_station and id = p_booking and status <> 'cancelled' and came = 0
    and (p_how not in ('self', 'late') or booker_id = p_by) for update;
  if not found then return false; end if;
  if p_how = 'late' and (b.status <> 'booked' or b.asked_from is not null or b.leave_until >= p_now) then
    how := 'self';
  end if;
  update booking set status = 'cancelled', ended = how, cancelled_at = p_now, offer_until = null, asked_from = null,
    generation = generation + 1, version = s.version + 1 where station_id = p_station and id = p_booking;
  update seat set live = false, seated = false where station_id = p_station and booking_id = p_booking;
  if b.status <> 'waiting' then perform free_times(p_station, p_booking); end if;
  update session set version = version + 1,
    taken = taken - case when b.status = 'waiting' then 0 else b.seats end,
    waiting = waiting - case when b.status = 'waiting' then 1 else 0 end,
    held = 0
  where station_id = p_station and id = b.session_id;
  perform record_change(p_station, b.session_id, s.version + 1, p_now, 'cancelled', p_by, p_booking, b.seats,
    jsonb_build_object('how', how, 'was', b.status));
  perform add_notice(b.booker_id, 'cancelled', p_now, p_station, b.session_id, p_booking, null, p_by = b.booker_id);
  perform promote(p_station, b.session_id, p_now, p_rule);
  return true;
end
$function$;

CREATE OR REPLACE FUNCTION public.change_station(p_station text, p_revision integer, p_change jsonb, p_by uuid, p_now timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare done integer; before jsonb; fields text[];
begin
  select about into before from station where id = p_station and revision = p_revision for no key update;
  if not found then return null; end if;
  select array_agg(key order by key) into fields from jsonb_object_keys(p_change) key;
  if fields is null then return p_revision; end if;
  update station set about = about || p_change, revision = revision + 1 where id = p_station returning revision into done;
  if p_change ? 'hours' then
    update offering set replan = true, revision = revision + 1 where station_id = p_station and retired_at is null;
  end if;
  insert into station_change (station_id, revision, at, by_id, what, was)
  values (p_station, done, p_now, p_by, fields,
    (select jsonb_object_agg(field, coalesce(before->field, 'null')) from unnest(fields) field));
  return done;
end
$function$;

CREATE OR REPLACE FUNCTION public.close_session(p_closing text, p_station text, p_session text, p_to timestamp with time zone, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare c closing; one closing_session; moving record; what text := 'left'; n integer := 0;
begin
  select * into one from closing_session
  where closing_id = p_closing and station_id = p_station and session_id = p_session for update;
  if not found or one.outcome is not null then return 'noted'; end if;
  select * into c from closing where id = p_closing;
  if p_to is null then
    perform 1 from session where station_id = p_station and id = p_session and status = 'open'
      and starts_at = one.starts_at and starts_at > p_now for update;
    if found then
      what := 'called-off'; n := call_off(p_station, p_session, c.by_id, p_now, c.reason);
    end if;
  else
    select * into moving from move_session(p_station, p_session, one.starts_at, p_to, c.by_id, p_now, c.reason);
    if moving.outcome = 'taken' then return 'taken'; end if;
    if moving.outcome = 'moved' then
      what := 'moved'; n := moving.told;
    end if;
  end if;
  update closing_session set outcome = what, told = n, to_at = case when what = 'moved' then p_to end
  where closing_id = p_closing and station_id = p_station and session_id = p_session;
  return what;
end
$function$;

CREATE OR REPLACE FUNCTION public.close_waitlist(p_station text, p_session text, p_now timestamp with time zone, p_rule json)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare s session; b booking;
begin
  perform promote(p_station, p_session, p_now, p_rule);
  select * into s from session where station_id = p_station and id = p_session for update;
  if s.starts_at > p_now then return; end if;
  for b in
    select * from booking where station_id = p_station and session_id = p_session and status = 'waiting'
    order by place for update
  loop
    s.version := s.version + 1;
    update booking set status = 'cancelled', ended = 'closed', cancelled_at = p_now, version = s.version
    where station_id = p_station and id = b.id;
    update seat set live = false where station_id = p_station and booking_id = b.id;
    perform record_change(p_station, p_session, s.version, p_now, 'closed', null, b.id, b.seats);
    perform add_notice(b.booker_id, 'closed', p_now, p_station, p_session, b.id);
  end loop;
  update session set waiting = 0, held = 0, version = s.version where station_id = p_station and id = p_session;
end
$function$;

CREATE OR REPLACE FUNCTION public.create_manager_invitations(p_by uuid, p_batch text, p_by_roles text[], p_by_scopes text[], p_stations text[], p_hashes text[], p_now timestamp with time zone, p_until timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
begin
  -- Lock the person: of two requests with one key the second finds what the first has made.
  perform 1 from person where id = p_by for no key update;
  perform 1 from role_invitation where by_id = p_by and batch = p_batch;
  if found then return true; end if;
  perform 1 from role r where r.person_id = p_by and (r.role, r.scope) in (select * from unnest(p_by_roles, p_by_scopes))
  order by r.role, r.scope for key share;
  perform 1 from unnest(p_by_roles, p_by_scopes) g(role, scope)
  where not exists (select from role r where r.person_id = p_by and r.role = g.role and r.scope = g.scope);
  if found then return false; end if;
  perform 1 from role_invitation i where i.batch is not null and i.role = 'station' and i.scope = any (p_stations)
    and i.used_at is null order by i.id for update;
  delete from role_invitation i where i.batch is not null and i.role = 'station' and i.scope = any (p_stations)
    and i.used_at is null;
  insert into role_invitation (code_hash, by_id, by_role, by_scope, role, scope, batch, at, expires_at)
  select g.hash, p_by, g.by_role, g.by_scope, 'station', g.station, p_batch, p_now, p_until
  from unnest(p_by_roles, p_by_scopes, p_stations, p_hashes) with ordinality g(by_role, by_scope, station, hash, nth)
  order by g.nth;
  return true;
end
$function$;

CREATE OR REPLACE FUNCTION public.create_role_invitation(p_by uuid, p_by_role text, p_by_scope text, p_role text, p_scope text, p_standing text, p_standing_until date, p_hash text, p_now timestamp with time zone, p_until timestamp with time zone, p_most integer)
 RETURNS TABLE(outcome text, id uuid)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare made uuid;
begin
  -- Lock the person: two invitations made at once are counted one after the other.
  perform 1 from person where person.id = p_by for no key update;
  perform 1 from role where person_id = p_by and role = p_by_role and scope = p_by_scope for key share;
  if not found then return query select 'gone', null::uuid; return; end if;
  perform 1 from role_invitation where by_id = p_by and batch is null and used_at is null and expires_at > p_now
  having count(*) >= p_most;
  if found then return query select 'full', null::uuid; return; end if;
  insert into role_invitation (code_hash, by_id, by_role, by_scope, role, scope, standing, standing_until, at, expires_at)
  values (p_hash, p_by, p_by_role, p_by_scope, p_role, p_scope, p_standing, p_standing_until, p_now, p_until)
  returning role_invitation.id into made;
  return query select 'invited', made;
end
$function$;

CREATE OR REPLACE FUNCTION public.district_revision()
 RETURNS text
 LANGUAGE sql
AS $function$
  select encode(sha256(convert_to(
    coalesce((select string_agg(md5(row(code, name, lat, lng, retired_at)::text), '' order by code) from street), '') || '/' ||
    coalesce((select string_agg(md5(row(id, polygons)::text), '' order by id) from area), '') || '/' ||
    coalesce((select string_agg(md5(row(id, about, retired_at)::text), '' order by id) from station), '') || '/' ||
    coalesce((select string_agg(md5(row(id, about, retired_at)::text), '' order by id) from offering), '') || '/' ||
    coalesce((select string_agg(md5(row(day, kind, name)::text), '' order by day) from holiday), '') || '/' ||
    coalesce((select string_agg(md5(row(role, scope, name, phone)::text), '' order by role, scope, name) from invitee), ''), 'UTF8')), 'hex')
$function$;

CREATE OR REPLACE FUNCTION public.end_guardianship(p_guardian uuid, p_person uuid, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare last boolean; bond text; as_ward integer;
begin
  -- Lock the guardianship: a booking through it at this moment is waited for, and seen below.
  select relation into bond from guardianship
  where guardian_id = p_guardian and person_id = p_person and relation <> 'self' for update;
  if not found then return 'gone'; end if;
  as_ward := (bond = 'ward')::integer;
  perform 1 from booking b
  join session s on s.station_id = b.station_id and s.id = b.session_id and s.ends_at > p_now
  join seat on seat.station_id = b.station_id and seat.booking_id = b.id and seat.person_id = p_person and seat.live
  where b.booker_id = p_guardian and b.status <> 'cancelled';
  if found then return 'still-booked'; end if;
  -- Of two guardians who go at once, the second is the last.
  perform 1 from person where id = p_person for no key update;
  last := not exists (select from guardianship where person_id = p_person and guardian_id <> p_guardian);
  -- Past times only: there is none ahead.
  delete from person_time where person_id = p_person and guardian_id = p_guardian and upper(during) <= p_now;
  delete from guardianship where guardian_id = p_guardian and person_id = p_person;
  update person set household = household - 1 + as_ward, wards = wards - as_ward where id = p_guardian;
  update idempotency set answer =
    regexp_replace(answer, '("id":"' || p_person || '","name":")([^"\\]|\\.)*"', '\1"', 'g')
  where person_id = p_guardian and status = 201;
  -- A recorded refusal has names without ids, so all that have names go: the request is answered anew.
  delete from idempotency where person_id = p_guardian and status = 409 and strpos(answer, '"names":') > 0;
  if not last then return 'ended'; end if;
  update person set name = '', new_name = null, new_name_by = null, new_name_at = null, moderate_at = null,
    born = null, standing = '{}' where id = p_person;
  return 'erased';
end
$function$;

CREATE OR REPLACE FUNCTION public.end_role(p_person uuid, p_role text, p_scope text, p_by uuid, p_by_role text, p_by_scope text, p_now timestamp with time zone, p_roles text[], p_preview boolean)
 RETURNS TABLE(outcome text, passed json)
 LANGUAGE plpgsql
AS $function$
declare handed json;
begin
  -- Lock the wards' bonds before the person, as erasing does.
  perform 1 from guardianship where guardian_id = p_person and relation = 'ward' order by person_id for update;
  perform 1 from person where id = p_person for no key update;
  -- Lock all roles this depends on, in one order: of two people who end each other's role, the second has none.
  perform 1 from role r where (r.person_id, r.role, r.scope) in ((p_person, p_role, p_scope), (p_by, p_by_role, p_by_scope))
    or (p_role = 'district' and r.role = 'district') order by r.person_id, r.role, r.scope for update;
  perform 1 from role r where (r.person_id, r.role, r.scope) = (p_person, p_role, p_scope);
  if not found then return query select 'gone', null::json; return; end if;
  perform 1 from role r where (r.person_id, r.role, r.scope) = (p_by, p_by_role, p_by_scope);
  if not found then return query select 'gone', null::json; return; end if;
  if p_role = 'district' and not exists (select from role r where r.role = 'district' and r.person_id <> p_person) then
    return query select 'last-district', null::json; return;
  end if;
  begin
    with over as (
      delete from role r where r.person_id = p_person and r.role = p_role and r.scope = p_scope returning r.*
    )
    insert into past_role (person_id, role, scope, since, by_id, ended_at, ended_by)
    select person_id, role, scope, since, by_id, p_now, p_by from over;
    -- At another station they may be a member still.
    if p_role = 'member' and not exists (select from role r where r.person_id = p_person and r.role = 'member') then
      update person set standing = array_remove(standing, 'member') where id = p_person;
    end if;
    select json_agg(json_build_object('to', p.shown, 'wards', h.wards, 'bookings', h.bookings) order by p.shown, p.id)
    into handed from (
      select * from hand_over_wards(p_person, p_by, p_now, p_roles)
      union all
      select null, count(*)::integer, 0 from successors(p_person, p_by, p_roles) s where s.successor is null
      having count(*) > 0
    ) h left join person p on p.id = h.successor;
    if p_preview then raise exception 'preview' using errcode = 'YK010'; end if;
  exception when sqlstate 'YK010' then
    -- What was written is rolled back, what was counted stays.
    null;
  end;
  return query select 'ended', coalesce(handed, '[]');
end
$function$;

CREATE OR REPLACE FUNCTION public.end_standing_request(p_id uuid, p_outcome text, p_until date, p_words text, p_by uuid, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare one standing_request;
begin
  -- Lock the person before the request, as erasing does.
  perform 1 from person where id = (select person_id from standing_request where id = p_id) for no key update;
  update standing_request set outcome = p_outcome, decided_at = p_now, decided_by = p_by, words = p_words, until = p_until
  where id = p_id and outcome is null returning * into one;
  if not found then return false; end if;
  delete from certificate where request_id = p_id;
  if p_outcome = 'given' then perform give_standing(one.person_id, one.kind, p_until, p_by, p_now); end if;
  perform add_notice(one.person_id, 'standing-' || p_outcome, p_now, null, null, null,
    case when p_words <> '' then jsonb_build_object('reason', p_words) end);
  return true;
end
$function$;

CREATE OR REPLACE FUNCTION public.end_standings(p_id uuid, p_today date, p_by uuid, p_now timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare one standing; done integer := 0;
begin
  for one in
    select * from standing where ended_at is null and case when p_id is null then until < p_today else id = p_id end
    order by person_id, kind
  loop
    perform 1 from person where id = one.person_id for no key update;
    update standing set ended_at = p_now, ended_by = p_by where id = one.id and ended_at is null
      and (p_id is not null or until < p_today);
    continue when not found;
    update person set standing = array_remove(standing, one.kind) where id = one.person_id;
    done := done + 1;
  end loop;
  return done;
end
$function$;

CREATE OR REPLACE FUNCTION public.erase_person(p_person uuid, p_now timestamp with time zone, p_rule json)
 RETURNS TABLE(outcome text, title text, ends timestamp with time zone, wards integer)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare b record; bond record; left_as text; many integer;
begin
  -- Lock the guardianships, then the person, then the guardianships again: concurrent bookings are waited for, nobody
  -- joins or leaves from here on, and whoever did in between is locked too.
  perform 1 from guardianship where p_person in (guardian_id, person_id) order by guardian_id, person_id for update;
  perform 1 from person where id = p_person and erased_at is null for update;
  if not found then return query select 'gone', null::text, null::timestamptz, null::integer; return; end if;
  perform 1 from guardianship where p_person in (guardian_id, person_id) order by guardian_id, person_id for update;
  -- Without a role they look after nobody for a station any more, even where nobody could take over.
  select wards into many from person where id = p_person and exists (select from role r where r.person_id = p_person);
  if many > 0 then return query select 'wards-left', null::text, null::timestamptz, many; return; end if;
  perform 1 from role r where r.role = 'district' and r.person_id = p_person;
  if found then
    perform 1 from role r where r.role = 'district' order by r.person_id for update;
    perform 1 from role r where r.role = 'district' and r.person_id <> p_person;
    if not found then
      return query select 'last-district', null::text, null::timestamptz, null::integer; return;
    end if;
  end if;
  begin
    -- Cancel what they booked, and what another guardian booked for them, who is notified.
    for b in
      select k.station_id, k.id, k.booker_id, s.title, s.ends_at from guardianship g
      join booking k on k.booker_id = g.guardian_id and k.status <> 'cancelled'
      join session s on s.station_id = k.station_id and s.id = k.session_id and s.ends_at > p_now
      where g.person_id = p_person and (k.booker_id = p_person or exists (select from seat
        where seat.station_id = k.station_id and seat.booking_id = k.id and seat.person_id = p_person))
      order by k.station_id, k.session_id, k.id
    loop
      continue when cancel_booking(b.station_id, b.id, p_person, p_now,
        case when b.booker_id = p_person then 'self' else 'station' end, p_rule);
      perform 1 from booking where station_id = b.station_id and id = b.id and status <> 'cancelled';
      if found then raise exception 'somebody came' using errcode = 'YK002'; end if;
    end loop;
  exception when sqlstate 'YK002' then
    return query select 'inside-now', b.title, b.ends_at, null::integer; return;
  end;
  for bond in
    select guardian_id, person_id from guardianship
    where p_person in (guardian_id, person_id) and guardian_id <> person_id order by guardian_id, person_id
  loop
    left_as := end_guardianship(bond.guardian_id, bond.person_id, p_now);
    if left_as = 'erased' then perform purge_person(bond.person_id, p_now); end if;
    if left_as not in ('ended', 'erased') then raise exception 'not let go: %', left_as; end if;
  end loop;
  delete from guardianship where guardian_id = p_person and person_id = p_person;
  perform purge_person(p_person, p_now);
  return query select 'erased', null::text, null::timestamptz, null::integer;
end
$function$;

CREATE OR REPLACE FUNCTION public.find_or_create_person(p_appid text, p_hash text, p_sealed text, p_union text, p_new uuid, p_now timestamp with time zone, p_rule json)
 RETURNS uuid
 LANGUAGE plpgsql
AS $function$
declare who uuid;
begin
  if p_union is not null then perform pg_advisory_xact_lock(hashtextextended(p_union, 22)); end if;
  loop
    -- Read first and locked last: erasing locks guardianships first and then this row, so the other order would deadlock.
    select person_id into who from identity where appid = p_appid and openid_hash = p_hash;
    if found and p_union is not null then perform merge_people(who, p_union, p_now, p_rule); end if;
    update identity set seen_at = p_now, union_hash = coalesce(p_union, union_hash)
    where appid = p_appid and openid_hash = p_hash returning person_id into who;
    if found then return who; end if;
    select person_id into who from identity where union_hash = p_union order by since, appid, openid_hash limit 1;
    begin
      if who is null then
        who := p_new;
        insert into person (id, name, created_at) values (who, '', p_now);
        insert into guardianship (guardian_id, person_id, relation, since) values (who, who, 'self', p_now);
      end if;
      insert into identity (appid, openid_hash, openid, union_hash, person_id, since, seen_at)
      values (p_appid, p_hash, p_sealed, p_union, who, p_now, p_now);
      return who;
    exception when unique_violation then
      -- A concurrent login of theirs was quicker; the exception block rolls back what was made here, and the loop looks again.
      null;
    end;
  end loop;
end
$function$;

CREATE OR REPLACE FUNCTION public.free_times(p_station text, p_booking text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare one record;
begin
  for one in select person_id from seat where station_id = p_station and booking_id = p_booking order by person_id loop
    delete from person_time where person_id = one.person_id and booking_id = p_booking;
  end loop;
end
$function$;

CREATE OR REPLACE FUNCTION public.give_standing(p_person uuid, p_kind text, p_until date, p_by uuid, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
begin
  -- Lock the person: two lists that have them at once give it once.
  perform 1 from person where id = p_person and erased_at is null for no key update;
  if not found then return false; end if;
  update standing set until = p_until where person_id = p_person and kind = p_kind and ended_at is null;
  if found then return false; end if;
  insert into standing (person_id, kind, since, until, by_id) values (p_person, p_kind, p_now, p_until, p_by);
  update person set standing = array_append(array_remove(standing, p_kind), p_kind) where id = p_person;
  return true;
end
$function$;

CREATE OR REPLACE FUNCTION public.give_standings(p_hashes text[], p_kind text, p_until date, p_by uuid, p_now timestamp with time zone)
 RETURNS TABLE(given integer, held integer, awaited integer)
 LANGUAGE plpgsql
AS $function$
declare one text; who uuid; found_one boolean;
begin
  given := 0; held := 0; awaited := 0;
  foreach one in array p_hashes loop
    found_one := false;
    for who in select person_id from phone where number_hash = one order by person_id loop
      found_one := true;
      if give_standing(who, p_kind, p_until, p_by, p_now) then given := given + 1; else held := held + 1; end if;
    end loop;
    continue when found_one;
    insert into awaited_standing (phone_hash, kind, until, by_id, at) values (one, p_kind, p_until, p_by, p_now)
    on conflict (phone_hash, kind) do update set until = excluded.until, by_id = excluded.by_id, at = excluded.at;
    awaited := awaited + 1;
  end loop;
  return next;
end
$function$;

CREATE OR REPLACE FUNCTION public.guards(g guardianship, p_roles text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select g.relation <> 'ward' or works_at(g.guardian_id, g.station_id, p_roles)
$function$;

CREATE OR REPLACE FUNCTION public.hand_over_wards(p_person uuid, p_by uuid, p_now timestamp with time zone, p_roles text[])
 RETURNS TABLE(successor uuid, wards integer, bookings integer)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare w_ward uuid[]; w_to uuid[]; w_station text[]; b record; heir uuid; b_to uuid[] := '{}'; ended uuid[];
begin
  -- Lock the bonds: a booking through one of them at this moment is waited for, and handed over below.
  perform 1 from guardianship where guardian_id = p_person and relation = 'ward' order by person_id for update;
  select array_agg(w.ward), array_agg(w.successor), array_agg(w.station) into w_ward, w_to, w_station
  from successors(p_person, p_by, p_roles) w where w.successor is not null;
  if w_ward is null then return; end if;
  perform 1 from person where id = p_person or id = any (w_to) order by id for no key update;
  with made as (
    insert into guardianship (guardian_id, person_id, relation, station_id, since)
    select w.heir, w.ward, 'ward', w.station, p_now from unnest(w_to, w_ward, w_station) w(heir, ward, station)
    join guardianship o on o.guardian_id = p_person and o.person_id = w.ward
    -- In the order in which they were added. The heirs are locked, so no other insert for them is under way.
    order by o.since, o.seq on conflict do nothing returning guardian_id
  )
  update person p set wards = p.wards + n.more
  from (select guardian_id, count(*) as more from made group by guardian_id) n where p.id = n.guardian_id;

  for b in
    select k.station_id, k.session_id, k.id from booking k
    join session s on s.station_id = k.station_id and s.id = k.session_id and s.ends_at > p_now
    where k.booker_id = p_person and k.status <> 'cancelled' and not exists (select from seat
      where seat.station_id = k.station_id and seat.booking_id = k.id and seat.person_id <> all (w_ward))
    order by k.station_id, k.session_id, k.id
  loop
    -- As everywhere, the session before the booking: whoever changes it now is waited for.
    perform 1 from session where station_id = b.station_id and id = b.session_id for update;
    select w.heir into heir from unnest(w_to) w(heir) where not exists (select from seat
      where seat.station_id = b.station_id and seat.booking_id = b.id and not exists (select from guardianship g
        where g.guardian_id = w.heir and g.person_id = seat.person_id)) order by w.heir limit 1;
    continue when heir is null;
    update booking set booker_id = heir
    where station_id = b.station_id and id = b.id and booker_id = p_person and status <> 'cancelled';
    continue when not found;
    update person_time t set guardian_id = heir from seat
    where seat.station_id = b.station_id and seat.booking_id = b.id and t.person_id = seat.person_id and t.booking_id = b.id;
    -- A message still on its way is made anew for the successor, from the notice.
    with unsent as (
      delete from message m using notice n
      where n.person_id = p_person and n.booking_id = b.id and m.person_id = n.person_id and m.notice_id = n.id
      returning m.notice_id, m.status
    )
    update notice n set person_id = heir, posted = n.posted and not exists (select from unsent u
      where u.notice_id = n.id and u.status in ('queued', 'sending'))
    where n.person_id = p_person and n.booking_id = b.id;
    b_to := b_to || heir;
  end loop;

  with over as (
    delete from guardianship g where g.guardian_id = p_person and g.person_id = any (w_ward)
      and not exists (select from booking k
        join session s on s.station_id = k.station_id and s.id = k.session_id and s.ends_at > p_now
        join seat on seat.station_id = k.station_id and seat.booking_id = k.id and seat.person_id = g.person_id
        where k.booker_id = p_person and k.status <> 'cancelled')
    returning g.person_id
  )
  select coalesce(array_agg(o.person_id), '{}') into ended from over o;
  update person set wards = wards - cardinality(ended) where id = p_person;
  delete from person_time where guardian_id = p_person and person_id = any (ended) and upper(during) <= p_now;
  update person p set new_name_by = w.heir from unnest(w_ward, w_to) w(ward, heir)
  where p.id = w.ward and p.new_name_by = p_person;
  -- Answers kept for this worker's retries no longer name a ward. A recorded refusal has names without ids.
  delete from idempotency k where k.person_id = p_person and (strpos(k.answer, '"names":') > 0
    or exists (select from unnest(w_ward) w(ward) where strpos(k.answer, w.ward::text) > 0));
  return query select w.heir, count(*)::integer,
    (select count(*)::integer from unnest(b_to) k(heir) where k.heir = w.heir)
  from unnest(w_to) w(heir) group by w.heir order by w.heir;
end
$function$;

CREATE OR REPLACE FUNCTION public.has_no_data(p_person uuid)
 RETURNS boolean
 LANGUAGE sql
AS $function$
  select persona is null and born is null and standing = '{}' and household = 0 and wards = 0
    and not exists (select from guardianship where p_person in (guardian_id, person_id) and guardian_id <> person_id)
    and not exists (select from booking where booker_id = p_person)
    and not exists (select from standing where person_id = p_person)
    and not exists (select from standing_request where person_id = p_person)
    and not exists (select from role where person_id = p_person)
    and not exists (select from strike where person_id = p_person)
    and not exists (select from notice where person_id = p_person)
    and not exists (select from calendar where person_id = p_person)
    and not exists (select from passkey where person_id = p_person)
    and not exists (select from recovery_code where person_id = p_person)
    and not exists (select from phone where person_id = p_person)
    and not exists (select from draw_win where person_id = p_person)
  from person where id = p_person
$function$;

CREATE OR REPLACE FUNCTION public.hold_times(p_station text, p_booking text, p_guardian uuid, p_from timestamp with time zone, p_to timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare one record; done integer;
begin
  for one in select person_id from seat where station_id = p_station and booking_id = p_booking order by person_id loop
    insert into person_time (person_id, guardian_id, during, station_id, booking_id)
    values (one.person_id, p_guardian, tstzrange(p_from, p_to), p_station, p_booking) on conflict do nothing;
    get diagnostics done = row_count;
    if done = 0 then
      perform free_times(p_station, p_booking);
      return false;
    end if;
  end loop;
  return true;
end
$function$;

CREATE OR REPLACE FUNCTION public.is_busy(p_station text, p_booking text, p_from timestamp with time zone, p_to timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (select 1 from seat
    cross join lateral (select 1 from person_time t
      where t.person_id = seat.person_id and t.during && tstzrange(p_from, p_to) offset 0) held
    where seat.station_id = p_station and seat.booking_id = p_booking)
$function$;

CREATE OR REPLACE FUNCTION public.join_by_invitation(p_hash text, p_person uuid, p_name text, p_held boolean, p_now timestamp with time zone, p_token_hash text, p_until timestamp with time zone, p_codes text[], p_credential text, p_public_key bytea, p_counter bigint, p_transports text[], p_passkey_name text)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare done text;
begin
  insert into person (id, name, created_at, new_name, new_name_by, new_name_at, moderate_at)
  values (p_person, case when p_held then '' else p_name end, p_now, case when p_held then p_name end,
    case when p_held then p_person end, case when p_held then p_now end, case when p_held then p_now end);
  insert into guardianship (guardian_id, person_id, relation, since) values (p_person, p_person, 'self', p_now);
  done := accept_role_invitation(p_hash, p_person, p_now);
  if done <> 'taken' then raise exception 'not taken' using errcode = 'YK003'; end if;
  insert into recovery_code (person_id, nth, code_hash, created_at)
  select p_person, nth, hash, p_now from unnest(p_codes) with ordinality one(hash, nth);
  if p_credential is not null then
    done := 'passkey-known';
    insert into passkey (credential, person_id, public_key, counter, transports, name, created_at)
    values (p_credential, p_person, p_public_key, p_counter, p_transports, p_passkey_name, p_now)
    on conflict (credential) do nothing;
    if not found then raise exception 'known' using errcode = 'YK003'; end if;
  end if;
  insert into login (token_hash, person_id, created_at, expires_at, app)
  values (p_token_hash, p_person, p_now, p_until, 'h5');
  return 'taken';
exception when sqlstate 'YK003' then
  -- The block is rolled back: nobody was made.
  return done;
end
$function$;

CREATE OR REPLACE FUNCTION public.match_standings(p_person uuid, p_hash text, p_today date, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare row awaited_standing;
begin
  for row in delete from awaited_standing where phone_hash = p_hash returning * loop
    continue when row.until < p_today;
    perform give_standing(p_person, row.kind, row.until, row.by_id, p_now);
  end loop;
end
$function$;

CREATE OR REPLACE FUNCTION public.merge_arrival(p_station text, p_booking text, p_scans integer, p_at timestamp with time zone, p_means text, p_by uuid, p_device text, p_seq bigint, p_left timestamp with time zone, p_again integer)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare b booking;
begin
  update booking set scans = p_scans, came = case when p_at is null or status <> 'booked' then 0 else seats end
  where station_id = p_station and id = p_booking and scans <= p_scans returning * into b;
  if not found then return null; end if;
  if b.came = 0 then
    delete from attendance where station_id = p_station and booking_id = p_booking;
    return b.status;
  end if;
  insert into attendance (station_id, session_id, person_id, booking_id, at, means, scanned_by, device, seq, left_at, again)
  select p_station, b.session_id, person_id, p_booking, p_at, p_means, p_by, p_device, p_seq, p_left, p_again
  from seat where station_id = p_station and booking_id = p_booking and live and seated
  on conflict (station_id, session_id, person_id) do update set at = excluded.at, means = excluded.means,
    scanned_by = excluded.scanned_by, device = excluded.device, seq = excluded.seq, left_at = excluded.left_at,
    again = excluded.again;
  return b.status;
end
$function$;

CREATE OR REPLACE FUNCTION public.merge_people(p_who uuid, p_union text, p_now timestamp with time zone, p_rule json)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare other uuid; half uuid; whole uuid; done text;
begin
  select person_id into other from identity where union_hash = p_union and person_id <> p_who
  order by since, appid, openid_hash limit 1;
  if not found then return; end if;
  -- Lock the guardianships, as erasing does: a booking for one of them at this moment is waited for.
  perform 1 from guardianship where guardian_id in (p_who, other) or person_id in (p_who, other)
  order by guardian_id, person_id for update;
  perform 1 from person where id in (p_who, other) order by id for update;
  if exists (select from person where id in (p_who, other) and erased_at is not null) then return; end if;
  half := case when has_no_data(p_who) then p_who when has_no_data(other) then other end;
  if half is null then return; end if;
  whole := case when half = p_who then other else p_who end;
  update identity set person_id = whole where person_id = half;
  update person w set name = h.name from person h where w.id = whole and h.id = half and w.name = '';
  update person w set new_name = h.new_name, new_name_by = whole, new_name_at = h.new_name_at, moderate_at = h.moderate_at
  from person h where w.id = whole and h.id = half and w.name = '' and w.new_name is null and h.new_name is not null;
  select outcome into done from erase_person(half, p_now, p_rule);
  if done <> 'erased' then raise exception 'not folded: %', done; end if;
end
$function$;

CREATE OR REPLACE FUNCTION public.move_session(p_station text, p_session text, p_was timestamp with time zone, p_to timestamp with time zone, p_by uuid, p_now timestamp with time zone, p_reason text)
 RETURNS TABLE(outcome text, told integer)
 LANGUAGE plpgsql
AS $function$
declare s session; b booking; one record; p_end timestamptz; bookings integer := 0;
begin
  -- Lock the offering: two of its sessions that move at the same moment must see one another.
  perform 1 from offering o where o.station_id = p_station
    and o.id = (select offering_id from session where station_id = p_station and id = p_session) for update;
  select * into s from session where station_id = p_station and id = p_session for update;
  if not found or s.status <> 'open' or s.starts_at <> p_was or s.starts_at <= p_now then
    return query select 'changed', 0; return;
  end if;
  p_end := p_to + (s.ends_at - s.starts_at);
  if exists (select 1 from session x where x.station_id = p_station and x.offering_id = s.offering_id and x.id <> p_session
      and x.status = 'open' and x.starts_at < p_end and x.ends_at > p_to) then
    return query select 'taken', 0; return;
  end if;
  begin
    for b in
      select * from booking where station_id = p_station and status <> 'cancelled'
        and id in (select booking_id from seat where station_id = p_station and session_id = p_session and live)
      order by place for update
    loop
      s.version := s.version + 1; bookings := bookings + 1;
      -- The pass contains the time, so passes of before are invalidated.
      update booking set version = s.version,
        generation = generation + case when b.status = 'waiting' then 0 else 1 end,
        asked_from = case when b.status = 'waiting' then null else coalesce(asked_from, s.starts_at) end
      where station_id = p_station and id = b.id;
      perform record_change(p_station, p_session, s.version, p_now, 'moved', p_by, b.id, b.seats);
      perform add_notice(b.booker_id, 'moved', p_now, p_station, p_session, b.id,
        jsonb_build_object('was', s.starts_at, 'reason', p_reason));
    end loop;
    for one in
      select person_id, booking_id from seat
      where station_id = p_station and session_id = p_session and live and seated order by person_id
    loop
      update person_time set during = tstzrange(p_to, p_end)
      where person_id = one.person_id and booking_id = one.booking_id;
    end loop;
  exception when exclusion_violation then
    return query select 'taken', 0; return;
  end;
  update session set starts_at = p_to, ends_at = p_end, moved_from = coalesce(s.moved_from, s.starts_at),
    reason = p_reason, version = s.version + 1,
    draw_at = case when s.drawn_at is null then s.draw_at + (p_to - s.starts_at) else s.draw_at end
  where station_id = p_station and id = p_session;
  perform record_change(p_station, p_session, s.version + 1, p_now, 'moved', p_by, null, 0,
    jsonb_build_object('from', s.starts_at, 'to', p_to, 'reason', p_reason));
  return query select 'moved', bookings;
end
$function$;

CREATE OR REPLACE FUNCTION public.plan_ahead(p_station text, p_offering text, p_revision integer, p_to date, p_planned jsonb)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
begin
  update offering set planned_to = p_to where station_id = p_station and id = p_offering and revision = p_revision;
  if not found then return 0; end if;
  return plan_sessions(p_station, p_offering, p_planned);
end
$function$;

CREATE OR REPLACE FUNCTION public.plan_sessions(p_station text, p_offering text, p_planned jsonb)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare done integer;
begin
  insert into session (station_id, id, offering_id, kind, title, starts_at, ends_at, capacity, draw_at, draw_seed, draw_hash,
    version)
  select p_station, p.id, p_offering, p.kind, p.title, p.starts, p.ends, p.capacity, p.draw, p.seed, p.hash,
    coalesce((select max(c.version) from session_change c where c.station_id = p_station and c.session_id = p.id), 1)
  from jsonb_to_recordset(p_planned) p(id text, kind text, title text, starts timestamptz, ends timestamptz,
    capacity integer, draw timestamptz, seed text, hash text)
  on conflict (station_id, id) do nothing;
  get diagnostics done = row_count;
  return done;
end
$function$;

CREATE OR REPLACE FUNCTION public.promote(p_station text, p_session text, p_now timestamp with time zone, p_rule json, p_drawn boolean DEFAULT false)
 RETURNS void
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_sort TO 'off'
AS $function$
declare
  s session; b record; free integer; offered timestamptz; leave timestamptz; until timestamptz; skipped text[] := '{}'; impatient boolean := false; kind text;
  patience integer := (p_rule->>'patience')::integer;
  offer_within interval := (p_rule->>'offerWithin')::integer * interval '1 millisecond';
  offer_for interval := (p_rule->>'offerFor')::integer * interval '1 millisecond';
  -- Zero from older processes, which do not know these figures.
  hold_release interval := coalesce((p_rule->>'holdRelease')::integer, 0) * interval '1 millisecond';
  leave_for interval := coalesce((p_rule->>'leaveFor')::integer, 0) * interval '1 millisecond';
begin
  select * into s from session where station_id = p_station and id = p_session for update;
  if not found or s.status <> 'open' then return; end if;
  for b in
    select id, seats, booker_id from booking
    where station_id = p_station and session_id = p_session and status = 'offered' and offer_until <= p_now
    order by offer_until, id for update
  loop
    s.version := s.version + 1;
    s.taken := s.taken - b.seats;
    update booking set status = 'cancelled', ended = 'lapsed', cancelled_at = p_now, offer_until = null, version = s.version
    where station_id = p_station and id = b.id;
    perform free_times(p_station, b.id);
    update seat set live = false, seated = false where station_id = p_station and booking_id = b.id;
    perform record_change(p_station, p_session, s.version, p_now, 'lapsed', null, b.id, b.seats);
    perform add_notice(b.booker_id, 'lapsed', p_now, p_station, p_session, b.id);
  end loop;
  s.held := 0;
  free := s.capacity - s.taken;
  if free > 0 and s.waiting > 0 and s.starts_at > p_now and (s.draw_at is null or s.drawn_at is not null) then
    if s.starts_at - p_now <= offer_within and not p_drawn then
      offered := least(p_now + offer_for, s.starts_at);
      until := offered;
    else
      leave := p_now + leave_for;
      -- As `cancelUntil` in core/booking/booking.ts: this is what the notice tells.
      select greatest(least(leave, s.starts_at), s.starts_at - (o.about->>'cancelMinutes')::integer * interval '1 minute')
      into until from offering o where o.station_id = p_station and o.id = s.offering_id;
    end if;
    kind := case when p_drawn then 'drawn' when offered is null then 'promoted' else 'offered' end;
    for b in
      select id, seats, overtaken, booker_id from booking
      where station_id = p_station and session_id = p_session and status = 'waiting' order by place
    loop
      exit when free = 0;
      continue when b.seats > s.capacity;
      if b.seats > free then
        continue when s.starts_at - p_now <= hold_release or is_busy(p_station, b.id, s.starts_at, s.ends_at);
        if b.overtaken >= patience then
          s.held := free;
          exit;
        end if;
        skipped := skipped || b.id;
        continue;
      end if;
      continue when not hold_times(p_station, b.id, b.booker_id, s.starts_at, s.ends_at);
      free := free - b.seats;
      s.taken := s.taken + b.seats; s.waiting := s.waiting - 1; s.version := s.version + 1;
      update booking set status = case when offered is null then 'booked' else 'offered' end, offer_until = offered,
        leave_until = leave, promoted_at = p_now, version = s.version where station_id = p_station and id = b.id;
      update seat set seated = true where station_id = p_station and booking_id = b.id;
      perform record_change(p_station, p_session, s.version, p_now, kind, null, b.id, b.seats);
      perform add_notice(b.booker_id, kind, p_now, p_station, p_session, b.id,
        jsonb_build_object('until', until));
      if cardinality(skipped) > 0 then
        update booking set overtaken = overtaken + 1 where station_id = p_station and id = any (skipped);
        select max(overtaken) >= patience into impatient from booking where station_id = p_station and id = any (skipped);
      end if;
      if impatient then
        s.held := free;
        exit;
      end if;
    end loop;
  end if;
  update session set taken = s.taken, waiting = s.waiting, held = s.held, version = s.version
  where station_id = p_station and id = p_session
    and (taken, waiting, held, version) is distinct from (s.taken, s.waiting, s.held, s.version);
end
$function$;

CREATE OR REPLACE FUNCTION public.purge_person(p_person uuid, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
AS $function$
  delete from wrong_code where person_id = p_person;
  delete from login_code where person_id = p_person;
  delete from passkey where person_id = p_person;
  delete from passkey_challenge where person_id = p_person;
  delete from recovery_code where person_id = p_person;
  delete from upload_piece where by_id = p_person;
  -- Its picture goes with it.
  delete from standing_request where person_id = p_person;
  delete from standing where person_id = p_person;
  delete from login where person_id = p_person;
  update person set new_name_by = null where new_name_by = p_person;
  delete from identity where person_id = p_person;
  delete from pending_erasure where person_id = p_person;
  delete from phone where person_id = p_person;
  insert into past_role (person_id, role, scope, since, by_id, ended_at, ended_by)
  select r.person_id, r.role, r.scope, r.since, r.by_id, p_now, p_person from role r where r.person_id = p_person
  order by r.seq;
  delete from role where person_id = p_person;
  delete from calendar where person_id = p_person;
  delete from person_time where person_id = p_person;
  delete from draw_win where person_id = p_person;
  delete from idempotency where person_id = p_person;
  delete from strike where person_id = p_person;
  delete from notice where person_id = p_person;
  delete from message where person_id = p_person;
  delete from message_permission where person_id = p_person;
  -- Erased again, they lose all of it.
  delete from ending where person_id = p_person and what not in ('erased', 'role');
  update person set name = '', new_name = null, new_name_by = null, new_name_at = null, moderate_at = null,
    born = null, standing = '{}', persona = null, household = 0, wards = 0, erased_at = p_now
  where id = p_person;
$function$;

CREATE OR REPLACE FUNCTION public.record_change(p_station text, p_session text, p_version integer, p_now timestamp with time zone, p_what text, p_by uuid, p_booking text, p_seats integer, p_detail jsonb DEFAULT NULL::jsonb)
 RETURNS void
 LANGUAGE sql
AS $function$
  insert into session_change (station_id, session_id, version, at, what, by_id, booking_id, seats, detail)
  values (p_station, p_session, p_version, p_now, p_what, p_by, p_booking, p_seats, p_detail)
$function$;

CREATE OR REPLACE FUNCTION public.record_ending()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  ended jsonb := case tg_op when 'INSERT' then to_jsonb(new) else to_jsonb(old) end;
  named jsonb := '{}';
begin
  for nth in 3 .. tg_nargs - 1 loop
    named := named || jsonb_build_object(split_part(tg_argv[nth], '=', 1), ended->split_part(tg_argv[nth], '=', 2));
  end loop;
  -- The last guardian takes the person's name along; who is not the last may only be ended again beside another.
  if tg_argv[0] = 'guardianship' then
    named := named || jsonb_build_object('last',
      not exists (select from guardianship g where g.person_id = (named->>'person')::uuid));
  end if;
  insert into ending (what, which, at, until) values (
    tg_argv[0],
    named,
    coalesce((case when tg_op <> 'DELETE' then to_jsonb(new)->>nullif(tg_argv[1], '') end)::timestamptz, now()),
    (ended->>nullif(tg_argv[2], ''))::timestamptz
  )
  on conflict (what, which) do update set at = excluded.at, until = excluded.until;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.record_strikes(p_station text, p_session text, p_now timestamp with time zone, p_missed text[], p_late text[], p_most integer, p_days integer)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare one record; live timestamptz[]; until timestamptz; fades timestamptz := p_now + p_days * interval '24 hours';
begin
  update session set judged = true where station_id = p_station and id = p_session and not judged;
  if not found then return false; end if;
  -- Lock the people, in one order: strikes of one person are counted one after the other.
  perform 1 from person where id in
    (select booker_id from booking where station_id = p_station and id = any (p_missed || p_late))
  order by id for no key update;
  for one in
    select id, booker_id, ended, came from booking
    where station_id = p_station and ((id = any (p_missed) and came = 0) or (id = any (p_late) and came > 0))
    order by booker_id, place
  loop
    live := array(select k.fades_at from strike k
      where k.person_id = one.booker_id and k.status <> 'forgiven' and k.fades_at > p_now order by k.fades_at desc);
    insert into strike (station_id, booking_id, person_id, why, at, fades_at)
    values (p_station, one.id, one.booker_id,
      case when one.came > 0 then 'came-late' when one.ended = 'late' then 'late' else 'absent' end, p_now, fades);
    perform add_notice(one.booker_id, 'strike', p_now, p_station, p_session, one.id);
    -- Booking is paused until fewer than `p_most` are left. Told once for each end: a later strike may put it off.
    until := (select f from unnest(live || fades) f order by f desc offset p_most - 1 limit 1);
    if until is distinct from live[p_most] then
      perform add_notice(one.booker_id, 'paused', p_now, p_station, p_session, one.id, jsonb_build_object('until', until));
    end if;
  end loop;
  return true;
end
$function$;

CREATE OR REPLACE FUNCTION public.record_walk_in(p_station text, p_session text, p_device text, p_seq bigint, p_of bigint, p_seats integer, p_at timestamp with time zone, p_told timestamp with time zone, p_by uuid, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare s session; one scan; room boolean; undos integer;
begin
  select * into s from session where station_id = p_station and id = p_session for update;
  if not found then return null; end if;
  -- The waitlist comes first, until the start closes it.
  room := s.status = 'open' and s.taken + s.held + p_seats <= s.capacity and (s.waiting = 0 or s.starts_at <= p_now);
  insert into scan (station_id, device, seq, session_id, kind, of_seq, at, told_at, received_at, means, by_id, seats, flag)
  values (p_station, p_device, p_seq, p_session, case when p_of is null then 'walk-in' else 'undo' end, p_of, p_at, p_told,
    p_now, 'hand', p_by, p_seats, case when p_of is null and not room then 'full' end)
  on conflict do nothing;
  if not found then
    return (select case when booking_id is null and session_id = p_session and of_seq is not distinct from p_of
        and seats = p_seats then coalesce(flag, '') else 'scan-number-used' end
      from scan where station_id = p_station and device = p_device and seq = p_seq);
  end if;
  -- A walk-in and its undo may arrive in either order; whichever is second takes effect.
  select * into one from scan where station_id = p_station and device = p_device and kind = 'walk-in'
    and seq = coalesce(p_of, p_seq) and session_id = p_session;
  -- One that names the walk-in of another session, or stands with a booking's scans, takes nothing back.
  select count(*) into undos from scan where station_id = p_station and device = p_device and kind = 'undo'
    and of_seq = one.seq and session_id = p_session and booking_id is null;
  if one.flag is null and p_of is null and undos = 0 then
    update session set taken = taken + one.seats, walked_in = walked_in + one.seats, version = version + 1
    where station_id = p_station and id = p_session;
    perform record_change(p_station, p_session, s.version + 1, p_now, 'walked-in', p_by, null, one.seats);
  elsif one.flag is null and p_of is not null and one.seq is not null and s.walked_in >= one.seats
    and undos = 1 then
    update session set taken = taken - one.seats, walked_in = walked_in - one.seats, version = version + 1
    where station_id = p_station and id = p_session;
    perform record_change(p_station, p_session, s.version + 1, p_now, 'walked-out', p_by, null, one.seats);
  end if;
  return coalesce(one.flag, '');
end
$function$;

CREATE OR REPLACE FUNCTION public.refusal_over(k idempotency, p_fingerprint text, p_now timestamp with time zone, p_life integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select p_life is not null and k.status = 409 and k.fingerprint = p_fingerprint
    and (k.at <= p_now - p_life * interval '1 millisecond' or k.at >= p_now + p_life * interval '1 millisecond')
$function$;

CREATE OR REPLACE FUNCTION public.refuse_erased()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform 1 from person where id = (to_jsonb(new)->>tg_argv[0])::uuid and erased_at is null for key share;
  if not found then
    raise exception 'erased' using errcode = 'check_violation', constraint = 'person_erased';
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.reopen_day(p_stations text[], p_day date, p_by uuid, p_now timestamp with time zone)
 RETURNS TABLE(restored integer, told integer)
 LANGUAGE plpgsql
AS $function$
declare opened text[]; s record; b booking; n integer := 0; n_told integer := 0;
begin
  -- As for closing: the two of them one after the other.
  perform 1 from station where id = any (p_stations) order by id for no key update;
  with gone as (delete from closure where station_id = any (p_stations) and day = p_day returning station_id)
  select coalesce(array_agg(station_id), '{}') into opened from gone;
  update closing_session set outcome = 'left' where outcome is null and station_id = any (opened)
    and closing_id in (select id from closing where day = p_day);
  update offering set revision = revision + 1,
    planned_to = case when planned_to >= p_day then p_day - 1 else planned_to end
  where station_id = any (opened);
  for s in
    select x.*, c.closing_id, k.at as closed_at from closing_session c
    join closing k on k.id = c.closing_id and k.day = p_day
    join session x on x.station_id = c.station_id and x.id = c.session_id
    where c.station_id = any (opened) and c.outcome = 'called-off' and x.status = 'called-off' and x.starts_at > p_now
    order by x.station_id, x.id for update of x
  loop
    -- Another session of the offering may have been moved to its time.
    continue when exists (select from session o where o.station_id = s.station_id and o.offering_id = s.offering_id
      and o.status = 'open' and o.starts_at < s.ends_at and o.ends_at > s.starts_at);
    n := n + 1;
    update session set status = 'open', reason = '', version = version + 1 where station_id = s.station_id and id = s.id;
    perform record_change(s.station_id, s.id, s.version + 1, p_now, 'reopened', p_by, null, 0);
    update closing_session set outcome = 'reopened'
    where closing_id = s.closing_id and station_id = s.station_id and session_id = s.id;
    for b in
      select * from booking where station_id = s.station_id and session_id = s.id and status = 'cancelled'
        and ended = 'station' and cancelled_at >= s.closed_at
      order by place
    loop
      n_told := n_told + 1;
      perform add_notice(b.booker_id, 'reopened', p_now, s.station_id, s.id, b.id);
    end loop;
  end loop;
  return query select n, n_told;
end
$function$;

CREATE OR REPLACE FUNCTION public.replan_from(p_day date)
 RETURNS void
 LANGUAGE sql
AS $function$
  update offering set replan = true, revision = revision + 1 where planned_to >= p_day and retired_at is null
$function$;

CREATE OR REPLACE FUNCTION public.request_station_change(p_station text, p_wish jsonb, p_by uuid, p_accept boolean, p_now timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
AS $function$
declare made uuid;
begin
  perform 1 from station where id = p_station for update;
  update station_request set outcome = 'replaced', answered_at = p_now, answered_by = p_by
  where station_id = p_station and kind = p_wish->>'kind' and outcome is null;
  insert into station_request (station_id, kind, wish, asked_at, by_id)
  values (p_station, p_wish->>'kind', p_wish, p_now, p_by) returning id into made;
  if p_accept then perform answer_station_request(made, true, '', p_by, p_now); end if;
  return made;
end
$function$;

CREATE OR REPLACE FUNCTION public.save_offering(p_station text, p_offering text, p_about jsonb, p_revision integer, p_to date, p_planned jsonb, p_by uuid, p_now timestamp with time zone, p_preview boolean)
 RETURNS TABLE(outcome text, added integer, removed integer, changed integer, kept text[])
 LANGUAGE plpgsql
AS $function$
declare r record; n_added integer := 0; n_removed integer := 0; n_changed integer := 0; n_kept text[] := '{}';
  asks_draw timestamptz; asks_end timestamptz; same boolean; what text;
begin
  begin
    if p_revision is null then
      insert into offering (station_id, id, about, planned_to, saved_at)
      values (p_station, p_offering, p_about, p_to, p_now) on conflict do nothing;
    else
      update offering set about = p_about, revision = revision + 1, planned_to = p_to, saved_at = p_now,
        replan = false, retired_at = null
      where station_id = p_station and id = p_offering and revision = p_revision;
    end if;
    if not found then return query select 'changed', 0, 0, 0, n_kept; return; end if;
    for r in
      select s.*, p.id as asked, p.kind as asks_kind, p.title as asks_title, p.starts as asks_start, p.ends as asks_end,
        p.capacity as asks_capacity, p.draw as asks_draw, p.seed as seed, p.hash as hash
      from session s
      left join jsonb_to_recordset(p_planned) p(id text, kind text, title text, starts timestamptz, ends timestamptz,
        capacity integer, draw timestamptz, seed text, hash text) on p.id = s.id
      where s.station_id = p_station and s.offering_id = p_offering and s.starts_at > p_now
      -- `book` locks in this order too: a concurrent booking is seen here, or sees what became of the session.
      order by s.id for update of s
    loop
      -- A session called off by somebody stays so; one that a template dropped may be asked for again. A moved session
      -- keeps its time, where no template would put it.
      continue when (r.status = 'called-off' and r.reason <> '') or (r.asked is null and r.moved_from is not null);
      asks_end := case when r.moved_from is null then r.asks_end else r.ends_at end;
      asks_draw := case when r.drawn_at is null then r.starts_at - (r.asks_start - r.asks_draw) else r.draw_at end;
      same := r.asked is not null and r.status = 'open' and (r.kind, r.title, r.ends_at, r.capacity, r.draw_at)
        is not distinct from (r.asks_kind, r.asks_title, asks_end, r.asks_capacity, asks_draw);
      continue when same or (r.asked is null and r.status = 'called-off');
      if r.taken > 0 or r.waiting > 0 then
        n_kept := n_kept || r.id;
        continue;
      end if;
      what := case when r.asked is null then 'removed' else 'changed' end;
      perform record_change(p_station, r.id, r.version + 1, p_now, what, p_by, null, 0);
      if r.asked is not null then
        n_changed := n_changed + 1;
        update session set kind = r.asks_kind, title = r.asks_title, ends_at = asks_end, capacity = r.asks_capacity, held = 0,
          status = 'open', draw_at = asks_draw, version = version + 1,
          draw_seed = case when asks_draw is not null then coalesce(draw_seed, r.seed) end,
          draw_hash = case when asks_draw is not null then coalesce(draw_hash, r.hash) end
        where station_id = p_station and id = r.id;
      else
        n_removed := n_removed + 1;
        if r.last_place = 0 then
          delete from session where station_id = p_station and id = r.id;
        else
          -- Somebody booked it once: their booking is still shown, with its time, so the row stays.
          update session set status = 'called-off', version = version + 1 where station_id = p_station and id = r.id;
        end if;
      end if;
    end loop;
    n_added := plan_sessions(p_station, p_offering, p_planned);
    if p_preview then raise exception 'a preview' using errcode = 'YK001'; end if;
  exception when sqlstate 'YK001' then
    null;
  end;
  return query select 'done', n_added, n_removed, n_changed, n_kept;
end
$function$;

CREATE OR REPLACE FUNCTION public.set_capacity(p_station text, p_session text, p_by uuid, p_now timestamp with time zone, p_capacity integer, p_version integer, p_unseat text[], p_rule json)
 RETURNS TABLE(outcome text, over integer)
 LANGUAGE plpgsql
AS $function$
declare s session; b booking; one text; freed integer := 0;
begin
  select * into s from session where station_id = p_station and id = p_session for update;
  if s.status <> 'open' then return query select 'called-off', 0; return; end if;
  if s.starts_at <= p_now then return query select 'started', 0; return; end if;
  if s.version <> p_version then return query select 'changed-meanwhile', 0; return; end if;
  select coalesce(sum(seats), 0) into freed from booking
  where station_id = p_station and session_id = p_session and id = any (p_unseat) and status in ('booked', 'offered')
    and came = 0;
  if (select count(*) from booking where station_id = p_station and session_id = p_session and id = any (p_unseat)
        and status in ('booked', 'offered') and came = 0) < cardinality(p_unseat) then
    return query select 'changed-meanwhile', 0; return;
  end if;
  if s.taken - freed > p_capacity then
    return query select 'seats-taken', s.taken - freed - p_capacity; return;
  end if;
  for b in select * from booking where station_id = p_station and id = any (p_unseat) order by place for update loop
    s.version := s.version + 1;
    update booking set status = 'waiting', offer_until = null, leave_until = null, promoted_at = null,
      generation = generation + 1, version = s.version where station_id = p_station and id = b.id;
    update seat set seated = false where station_id = p_station and booking_id = b.id;
    perform free_times(p_station, b.id);
    perform record_change(p_station, p_session, s.version, p_now, 'unseated', p_by, b.id, b.seats);
    perform add_notice(b.booker_id, 'unseated', p_now, p_station, p_session, b.id);
  end loop;
  update session set capacity = p_capacity, taken = s.taken - freed, held = 0, version = s.version + 1,
    waiting = waiting + cardinality(p_unseat) where station_id = p_station and id = p_session;
  perform record_change(p_station, p_session, s.version + 1, p_now, 'capacity', p_by, null, 0,
    jsonb_build_object('from', s.capacity, 'to', p_capacity));
  perform promote(p_station, p_session, p_now, p_rule);
  return query select 'done', 0;
end
$function$;

CREATE OR REPLACE FUNCTION public.skip_erased()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from person where id = new.person_id and erased_at is not null) then return null; end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION public.successors(p_person uuid, p_by uuid, p_roles text[])
 RETURNS TABLE(ward uuid, station text, successor uuid)
 LANGUAGE sql
 STABLE
AS $function$
  select g.person_id, g.station_id, (
    select r.person_id from role r
    where r.person_id <> p_person and r.role = any (p_roles) and r.scope in ('', g.station_id, s.street)
    order by r.scope = g.station_id desc, r.scope = s.street desc,
      exists (select from guardianship o where o.guardian_id = r.person_id and o.person_id = g.person_id) desc,
      r.person_id = p_by desc nulls last, array_position(p_roles, r.role) desc, r.since nulls first, r.seq
    limit 1)
  from guardianship g join station s on s.id = g.station_id
  where g.guardian_id = p_person and g.relation = 'ward' and not guards(g, p_roles)
  order by g.person_id
$function$;

CREATE OR REPLACE FUNCTION public.withdraw_strikes(p_station text, p_session text, p_missed text[], p_late text[], p_by uuid, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare one record;
begin
  for one in
    update strike k set status = 'forgiven', answered_by = p_by
    from booking b
    where b.station_id = p_station and b.session_id = p_session
      and k.station_id = b.station_id and k.booking_id = b.id and k.status <> 'forgiven'
      and k.booking_id <> all (case when k.why = 'came-late' then p_late else p_missed end)
    returning k.person_id, k.booking_id
  loop
    perform add_notice(one.person_id, 'there', p_now, p_station, p_session, one.booking_id);
  end loop;
end
$function$;

CREATE OR REPLACE FUNCTION public.works_at(p_person uuid, p_station text, p_roles text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (select from role r where r.person_id = p_person and r.role = any (p_roles)
    and r.scope in ('', p_station, (select s.street from station s where s.id = p_station)))
$function$;
