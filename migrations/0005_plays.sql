-- What plays need beyond one message at a time: priorities and caps, a second channel, pacing, hourly looks at forecasts.

alter table outreach add column priority int not null default 5;
-- Channels that have failed, in order; the message has moved on from them.
alter table outreach add column tried jsonb not null default '[]';
-- Why this channel was chosen, in words.
alter table outreach add column channel_why text;

-- What a play may still send on a channel in the present span of time.
create table pacing (
  bucket smallint not null,
  play_id text not null,
  channel text not null,
  span_start timestamptz not null,
  used int not null,
  primary key (bucket, play_id, channel)
);

-- How far the customers of a bucket have been looked through for crossings of forecasts: the last full hour done.
create table sweeps (
  bucket smallint not null,
  play_id text not null,
  done_at timestamptz not null,
  primary key (bucket, play_id)
);

-- Since when a milestone stands where it stands.
update subjects set milestones = (
  select jsonb_object_agg(name, value || jsonb_build_object('since', value -> 'knownAt')) from jsonb_each(milestones) as m(name, value)
) where milestones <> '{}';
