-- What was discovered last, and the contacts that each opportunity was counted from. `found_at` ties both to one search.

create table opportunities (
  bucket smallint not null default 0,
  id text not null,
  rank int not null,
  found_at timestamptz not null,
  definition jsonb not null,
  primary key (bucket, id)
);

create table opportunity_contacts (
  bucket smallint not null,
  opportunity_id text not null,
  contact_id text not null,
  found_at timestamptz not null,
  lead_hours double precision not null,
  primary key (bucket, opportunity_id, contact_id)
);
create index opportunity_contacts_by_opportunity on opportunity_contacts (opportunity_id);
