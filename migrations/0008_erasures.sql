-- Proof that customers were erased: when, and how many rows. The id is a hash of the customer's, and says no more.
create table erasures (
  bucket smallint not null,
  id text not null,
  at timestamptz not null,
  counts jsonb not null,
  primary key (bucket, id)
);
