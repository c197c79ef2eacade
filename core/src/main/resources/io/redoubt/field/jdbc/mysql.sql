create table redoubt_subject_key (
    tenant varchar(255) character set utf8mb4 collate utf8mb4_bin not null,
    subject varchar(255) character set utf8mb4 collate utf8mb4_bin not null,
    number bigint not null,
    epoch integer,
    wrapped varbinary(48),
    created_at datetime(3) not null,
    erased_at datetime(3),
    primary key (tenant, subject, number)
);
create table redoubt_erasure (
    position bigint primary key,
    action varchar(9) not null,
    tenant varchar(255) character set utf8mb4 collate utf8mb4_bin not null,
    subject varchar(255) character set utf8mb4 collate utf8mb4_bin not null,
    number bigint not null,
    done_at datetime(3) not null,
    done_by varchar(255) character set utf8mb4 not null,
    reason varchar(1000) character set utf8mb4 not null,
    cleared text character set utf8mb4 not null,
    previous varchar(64) not null,
    hash varchar(64) not null,
    index redoubt_erasure_subject (tenant, subject)
);
create table redoubt_job (
    id bigint primary key,
    service varchar(255) not null,
    active varchar(255) unique,
    kind varchar(10) not null,
    fields mediumtext character set utf8mb4 collate utf8mb4_bin not null,
    state varchar(10) not null,
    started_at bigint not null,
    finished_at bigint
);
create table redoubt_job_table (
    job bigint not null,
    number integer not null,
    name varchar(520) not null,
    frontier mediumtext character set utf8mb4 collate utf8mb4_bin,
    exhausted boolean not null,
    problem mediumtext character set utf8mb4 collate utf8mb4_bin,
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
    after_row mediumtext character set utf8mb4 collate utf8mb4_bin,
    last_row mediumtext character set utf8mb4 collate utf8mb4_bin,
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
    row_key mediumtext character set utf8mb4 collate utf8mb4_bin not null,
    field varchar(520) not null,
    code varchar(40) not null
);
create index redoubt_job_failure_job on redoubt_job_failure (job);
