"""The tables of the library's database (see `webapp.store`)."""

SCHEMA = """
create table if not exists articles (
    id integer primary key,
    title text not null,
    origin text not null,
    digest text not null unique,
    document text not null,
    bundled integer not null default 0,
    created text not null
);
create table if not exists uses (
    article integer not null references articles(id) on delete cascade,
    digest text not null,
    primary key (article, digest)
) without rowid;
create index if not exists uses_digest on uses(digest);
create table if not exists translations (
    digest text not null,
    settings text not null,
    text text not null,
    score real not null,
    findings text not null,
    mentions text not null,
    primary key (digest, settings)
) without rowid;
create table if not exists places (
    article integer not null references articles(id) on delete cascade,
    language text not null,
    segment integer not null,
    primary key (article, language)
) without rowid;
create table if not exists corrections (
    language text not null,
    key text not null,
    version integer not null,
    digest text not null,
    source text not null,
    text text not null,
    created text not null,
    kept integer not null default 0,
    primary key (language, key, version)
) without rowid;
create table if not exists lines (
    id integer primary key,
    digest text not null,
    settings text not null,
    text text not null,
    unique (digest, settings)
);
create virtual table if not exists words using fts5(text, content='lines', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
create trigger if not exists line_added after insert on lines begin
    insert into words(rowid, text) values (new.id, new.text);
end;
create trigger if not exists line_gone after delete on lines begin
    insert into words(words, rowid, text) values ('delete', old.id, old.text);
end;
create trigger if not exists line_changed after update on lines begin
    insert into words(words, rowid, text) values ('delete', old.id, old.text);
    insert into words(rowid, text) values (new.id, new.text);
end;
"""
