create table redoubt_subject_key (
    tenant varchar(255) not null,
    subject varchar(255) not null,
    number bigint not null,
    epoch integer,
    wrapped varbinary(48),
    created_at timestamp with time zone not null,
    erased_at timestamp with time zone,
    primary key (tenant, subject, number)
);
create table redoubt_erasure (
    position bigint primary key,
    action varchar(9) not null,
    tenant varchar(255) not null,
    subject varchar(255) not null,
    number bigint not null,
    done_at timestamp with time zone not null,
    done_by varchar(255) not null,
    reason varchar(1000) not null,
    cleared varchar(60000) not null,
    previous varchar(64) not null,
    hash varchar(64) not null
);
create index redoubt_erasure_subject on redoubt_erasure (tenant, subject);
create table redoubt_job (
    id bigint primary key,
    service varchar(255) not null,
    active varchar(255) unique,
    kind varchar(10) not null,
    fields varchar(200000) not null,
    state varchar(10) not null,
    started_at bigint not null,
    finished_at bigint
);
create table redoubt_job_table (
    job bigint not null,
    number integer not null,
    name varchar(520) not null,
    frontier varchar(200000),
    exhausted boolean not null,
    problem varchar(200000),
    estimated bigint,
    seen bigint not null,
    renewed bigint not null,
    erased bigint not null,
    failed bigint not null,
    contested bigint not null,
    primary key (job, number)
);
create table redoubt_job_range (
    job bigint not null,
    number integer not null,
    token varchar(36) not null,
    owner varchar(255) not null,
    lease_until bigint not null,
    after_row varchar(200000),
    last_row varchar(200000),
    seen bigint not null,
    renewed bigint not null,
    erased bigint not null,
    failed bigint not null,
    contested bigint not null,
    primary key (token)
);
create index redoubt_job_range_job on redoubt_job_range (job, number);
create table redoubt_job_failure (
    job bigint not null,
    number integer not null,
    row_key varchar(200000) not null,
    field varchar(520) not null,
    code varchar(40) not null
);
create index redoubt_job_failure_job on redoubt_job_failure (job);
