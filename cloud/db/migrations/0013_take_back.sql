-- Staff may take a self check-in back (core/attendance/scan.ts). Older processes do not know what such an event means.
alter table scan drop constraint scan_kind_check;
alter table scan add constraint scan_kind_check check (kind in ('in', 'out', 'undo', 'walk-in', 'take-back'));
