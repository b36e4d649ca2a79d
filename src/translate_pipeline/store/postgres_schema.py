"""The tables of a ledger on PostgreSQL, and what keeps its events as they are."""

VERSION = 1
"""The one that ``SCHEMA`` writes down; a later program that needs other tables raises it."""

SCHEMA = """
CREATE SCHEMA translate_pipeline;
CREATE TABLE translate_pipeline.events (
    seq BIGINT PRIMARY KEY,
    release TEXT NOT NULL,
    revision TEXT NOT NULL,
    action TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    locale TEXT,
    segment TEXT,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    detail TEXT NOT NULL,
    chain TEXT NOT NULL
);
CREATE INDEX events_release ON translate_pipeline.events (release, seq);
CREATE TABLE translate_pipeline.ledger (version INTEGER NOT NULL, given BIGINT NOT NULL);
INSERT INTO translate_pipeline.ledger VALUES (1, 0);

CREATE FUNCTION translate_pipeline.refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$;
CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON translate_pipeline.events
    FOR EACH STATEMENT EXECUTE FUNCTION translate_pipeline.refuse();

CREATE FUNCTION translate_pipeline.number() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
        lowest BIGINT; highest BIGINT; many BIGINT;
    BEGIN
        SELECT min(seq), max(seq), count(*) INTO lowest, highest, many FROM added;
        UPDATE translate_pipeline.ledger SET given = highest
            WHERE lowest = given + 1 AND highest = given + many;
        IF many > 0 AND NOT FOUND THEN
            RAISE EXCEPTION 'events are numbered one after the other';
        END IF;
        RETURN NULL;
    END $$;
CREATE TRIGGER events_numbered AFTER INSERT ON translate_pipeline.events
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION translate_pipeline.number();
"""
"""``given`` is the newest number ever given: it tells of newest rows that were removed. The trigger
counts with the rights of the tables' owner, so that a role that adds events need not have them."""
