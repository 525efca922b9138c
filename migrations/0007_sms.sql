-- Which messages at a provider are already known to be ours, when another one is looked for there.
create index outreach_by_provider_id on outreach (provider_id) where provider_id is not null;
