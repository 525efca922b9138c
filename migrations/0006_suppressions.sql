-- Addresses that nothing is sent to on a channel, whoever they belong to, with the evidence. Records are only added: the
-- newest of a channel and address counts. The bucket is that of the address, since it may be nobody's.
create table suppressions (
  bucket smallint not null,
  channel text not null,
  address text not null,
  status text not null check (status in ('suppressed', 'lifted')),
  source text not null,
  wording text,
  at timestamptz not null,
  primary key (bucket, channel, address, at, status)
);
create index suppressions_by_address on suppressions (address, channel);

-- Texts that came in, as they were written, with what they were read as and the answer they got. The bucket is that of
-- the address. Rows not applied yet are taken up again.
create table inbound_texts (
  bucket smallint not null,
  id text not null,
  channel text not null,
  address text not null,
  body text not null,
  means text not null check (means in ('stop', 'start', 'help', 'none')),
  scope text check (scope in ('all', 'marketing')),
  answered boolean not null,
  answer text not null,
  at timestamptz not null,
  applied_at timestamptz,
  primary key (bucket, id)
);
create index inbound_texts_by_address on inbound_texts (bucket, address, at);
create index inbound_texts_unapplied on inbound_texts (at) where applied_at is null;
