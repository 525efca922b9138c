-- A call is one medium of a dialogue; texts and chats are others.
alter table calls rename to dialogues;
alter table dialogues add column medium text not null default 'voice';
-- After how many turns of theirs who came was answered; null while they were not.
alter table dialogues add column answered_after int
  generated always as ((state -> 'dialogue' ->> 'answeredAfter')::int) stored;
alter table dialogues add column offered_reason text generated always as (state -> 'contact' ->> 'offeredReason') stored;
create index dialogues_by_start on dialogues (started_at);
-- Whose contact is not written as it stands; after a crash it is found by this.
alter table dialogues add column contact_owed boolean not null default false;
create index dialogues_owing on dialogues (bucket, id) where contact_owed;

-- One-time codes sent to customers. The code itself is derived from a secret and never kept.
create table codes (
  bucket smallint not null,
  customer_id text not null,
  id text not null,
  sent_at timestamptz not null,
  tries int not null default 0,
  used_at timestamptz,
  primary key (bucket, customer_id, id)
);

-- How the company words and answers its reasons.
create table reasons (
  bucket smallint not null,
  name text not null,
  spec jsonb not null,
  updated_at timestamptz not null,
  primary key (bucket, name)
);

-- Which dialogue a text is part of, and which step of it.
alter table inbound_texts add column dialogue_id text;
alter table inbound_texts add column dialogue_step int;
create index inbound_texts_by_dialogue on inbound_texts (bucket, dialogue_id, dialogue_step) where dialogue_id is not null;

-- What was said or written down of a contact, from which it is learned in what words reasons come.
alter table contacts add column note text;

-- The model that hears reasons in words, packed, in base64.
create table wordings (
  bucket smallint not null,
  id text not null,
  trained_at timestamptz not null,
  examples int not null,
  reasons int not null,
  packed text not null,
  primary key (bucket, id)
);
