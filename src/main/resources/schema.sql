-- The schema, as the migrations that lead to it. A released one is never edited; a new one only adds, and begins with
-- a line of its own such as "-- Version 8". All times are milliseconds since 1970. "finished_at IS NULL" is what "open"
-- means everywhere.

-- Version 1
CREATE TABLE memo (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The whole text stands in "body" when it is longer than its beginning: a change of state then rewrites
-- one small row, and lists never load long texts.
-- A number is never given twice, also when the last rows were forgotten: other tables refer to it.
CREATE TABLE notification (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    reason TEXT,
    told TEXT,
    client TEXT NOT NULL,
    source TEXT NOT NULL,
    title TEXT,
    beginning TEXT NOT NULL,
    length INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    phase TEXT NOT NULL,
    tags TEXT NOT NULL,
    url TEXT,
    dedup_key TEXT,
    thread TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    finished_at INTEGER,
    message_id TEXT,
    merged_into TEXT,
    -- How much of a text in several parts has been told: characters, and parts.
    told_chars INTEGER NOT NULL DEFAULT 0,
    told_parts INTEGER NOT NULL DEFAULT 0,
    -- The server called a message with it invalid: with how many different texts it may share its next
    -- message, without markup; 0: it did not.
    bare INTEGER NOT NULL DEFAULT 0,
    -- 1: a later message has yet to tell that this one may not have arrived, or that it expired.
    mention INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX notification_open ON notification (priority DESC, seq) WHERE finished_at IS NULL;
-- 2 is "high": what is that urgent does not expire.
CREATE INDEX notification_expiry ON notification (expires_at) WHERE finished_at IS NULL AND priority < 2;
CREATE INDEX notification_thread ON notification (client, thread)
    WHERE finished_at IS NULL AND thread IS NOT NULL;
CREATE INDEX notification_dedup ON notification (client, dedup_key, seq) WHERE dedup_key IS NOT NULL;
CREATE INDEX notification_finished ON notification (finished_at, seq, mention)
    WHERE finished_at IS NOT NULL;
CREATE INDEX notification_mention ON notification (seq) WHERE mention = 1;
CREATE INDEX notification_state ON notification (state, seq);
CREATE INDEX notification_client ON notification (client, seq);
CREATE INDEX notification_client_state ON notification (client, state, seq);

CREATE TABLE body (
    seq INTEGER PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE idempotency (
    client TEXT NOT NULL,
    key TEXT NOT NULL,
    digest TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (client, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_at ON idempotency (at);

-- How much is open, kept by triggers so that the limits cost no count.
CREATE TABLE outbox_size (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    pending INTEGER NOT NULL,
    bytes INTEGER NOT NULL
) STRICT;
INSERT INTO outbox_size VALUES (1, 0, 0);
CREATE TRIGGER notification_added AFTER INSERT ON notification WHEN NEW.finished_at IS NULL BEGIN
    UPDATE outbox_size SET pending = pending + 1, bytes = bytes + NEW.bytes;
END;
CREATE TRIGGER notification_finished AFTER UPDATE OF finished_at ON notification
    WHEN OLD.finished_at IS NULL AND NEW.finished_at IS NOT NULL BEGIN
    UPDATE outbox_size SET pending = pending - 1, bytes = bytes - OLD.bytes;
END;
CREATE TRIGGER notification_reopened AFTER UPDATE OF finished_at ON notification
    WHEN OLD.finished_at IS NOT NULL AND NEW.finished_at IS NULL BEGIN
    UPDATE outbox_size SET pending = pending + 1, bytes = bytes + NEW.bytes;
END;
CREATE TRIGGER notification_deleted AFTER DELETE ON notification BEGIN
    DELETE FROM body WHERE seq = OLD.seq;
    DELETE FROM fallback WHERE seq = OLD.seq;
    UPDATE outbox_size SET pending = pending - 1, bytes = bytes - OLD.bytes WHERE OLD.finished_at IS NULL;
END;

-- The second channel: what is to be told there, and what was.
CREATE TABLE fallback (
    seq INTEGER PRIMARY KEY,
    tries INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER NOT NULL,
    told_at INTEGER
) STRICT;
CREATE INDEX fallback_waiting ON fallback (next_at) WHERE told_at IS NULL;
CREATE TABLE fallback_channel (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    -- Up to which notification all were looked at; NULL while there is no second channel.
    looked_to INTEGER,
    -- When the last posts began, newest last: a restart may not exceed their limit.
    posts TEXT NOT NULL DEFAULT '',
    told_at INTEGER,
    failed_at INTEGER,
    failure TEXT
) STRICT;
INSERT INTO fallback_channel (one) VALUES (1);

-- The purse: one row for each message of the person.
CREATE TABLE purse (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person TEXT NOT NULL,
    inbound_id TEXT NOT NULL,
    digest TEXT NOT NULL,
    context_token TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    used INTEGER NOT NULL DEFAULT 0,
    shut INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What goes over the wire, its text frozen, and what it carries.
CREATE TABLE message (
    client_id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    purse INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    began_at INTEGER NOT NULL,
    lost_at INTEGER
) STRICT;
CREATE INDEX message_open ON message (state) WHERE state <> 'DONE';
CREATE INDEX message_began ON message (began_at);
CREATE INDEX message_purse ON message (purse, kind);
CREATE TABLE carried (
    message TEXT NOT NULL,
    seq INTEGER NOT NULL,
    told TEXT NOT NULL,
    -- How many characters of a text in several parts are told with this one; NULL when nothing follows.
    upto INTEGER,
    PRIMARY KEY (message, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX carried_seq ON carried (seq);
CREATE TABLE mentioned (
    message TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (message, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE attempt (
    id INTEGER PRIMARY KEY,
    message TEXT NOT NULL,
    purse INTEGER NOT NULL,
    at INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT
) STRICT;
CREATE INDEX attempt_message ON attempt (message);
-- What slows the sender down and must survive a restart.
CREATE TABLE sender (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    rate_limited_until INTEGER,
    rate_limits INTEGER NOT NULL DEFAULT 0,
    refused_at INTEGER,
    refused_purse INTEGER NOT NULL DEFAULT 0,
    refusal_probed INTEGER NOT NULL DEFAULT 0,
    unconfirmed INTEGER NOT NULL DEFAULT 0,
    unconfirmed_at INTEGER,
    unconfirmed_purse INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO sender (one) VALUES (1);
CREATE INDEX attempt_at ON attempt (at);

-- Version 2
-- Up to which due time every job was run; written with the notification of the run.
CREATE TABLE job (
    name TEXT PRIMARY KEY,
    plan TEXT NOT NULL,
    done_until INTEGER NOT NULL,
    ran_at INTEGER
) STRICT, WITHOUT ROWID;

-- Version 3
-- Which due time a job ran for last, and the notification of that run: a changed schedule moves "done_until" on.
ALTER TABLE job ADD COLUMN ran_due INTEGER;
ALTER TABLE job ADD COLUMN ran_id TEXT;

-- Version 4
-- When the oldest came that the message was sent for; NULL when it was sent for none.
ALTER TABLE message ADD COLUMN waiting_since INTEGER;

-- Version 5
-- What is open is counted from this index alone, without its rows: the sender does so before every step.
CREATE INDEX notification_counts ON notification
    (priority DESC, phase, created_at, told_parts, state, reason, finished_at) WHERE finished_at IS NULL;
-- What nobody could be told of by name for too long is told as a count: one row for each batch, with a
-- number below zero where a notification has its seq.
CREATE TABLE unsaid_count (
    seq INTEGER PRIMARY KEY CHECK (seq < 0),
    expired INTEGER NOT NULL,
    count INTEGER NOT NULL,
    since INTEGER NOT NULL
) STRICT;

-- Version 6
-- The few texts in several parts of which something was told.
CREATE INDEX notification_continuing ON notification (priority, phase)
    WHERE finished_at IS NULL AND told_parts > 0;

-- Version 7
-- What the finished ones take of which nothing is left to be said, kept by triggers as well: their words,
-- and 600 bytes for the row and its indexes, so that ten thousand empty ones count, too.
ALTER TABLE outbox_size ADD COLUMN finished INTEGER NOT NULL DEFAULT 0;
UPDATE outbox_size SET finished = (
    SELECT coalesce(sum(bytes + 600), 0) FROM notification WHERE finished_at IS NOT NULL AND mention = 0);
CREATE TRIGGER notification_kept AFTER UPDATE OF finished_at, mention ON notification BEGIN
    UPDATE outbox_size SET finished = finished + NEW.bytes + 600
        WHERE NEW.finished_at IS NOT NULL AND NEW.mention = 0;
    UPDATE outbox_size SET finished = finished - OLD.bytes - 600
        WHERE OLD.finished_at IS NOT NULL AND OLD.mention = 0;
END;
CREATE TRIGGER notification_forgotten AFTER DELETE ON notification
    WHEN OLD.finished_at IS NOT NULL AND OLD.mention = 0 BEGIN
    UPDATE outbox_size SET finished = finished - OLD.bytes - 600;
END;

-- Version 8
-- Whether the sender says that the text is Markdown.
ALTER TABLE notification ADD COLUMN markdown INTEGER NOT NULL DEFAULT 0;
-- The files of a notification; their contents lie in "media/" beside the database, named by their SHA-256.
-- One is never without its notification: it goes with it, and ends with one that is not told. A long text that goes as a
-- file has none of its own: its "sha256" is empty.
CREATE TABLE attachment (
    seq INTEGER NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    -- What the server said of it.
    detail TEXT,
    -- How many uploads failed.
    tries INTEGER NOT NULL DEFAULT 0,
    finished_at INTEGER,
    -- When its notification was told, and what the sender asks of that before every step.
    told_at INTEGER,
    priority INTEGER,
    phase TEXT,
    PRIMARY KEY (seq, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_waiting ON attachment (priority DESC, phase, seq DESC, number)
    WHERE told_at IS NOT NULL AND finished_at IS NULL;
CREATE INDEX attachment_open ON attachment (seq, number) WHERE finished_at IS NULL;
CREATE INDEX attachment_content ON attachment (sha256);
-- Contents that no notification refers to any more: their files are deleted next.
CREATE TABLE unused_media (
    sha256 TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TRIGGER attachment_deleted AFTER DELETE ON attachment
    WHEN OLD.sha256 <> '' AND NOT EXISTS (SELECT 1 FROM attachment WHERE sha256 = OLD.sha256) BEGIN
    INSERT OR IGNORE INTO unused_media (sha256) VALUES (OLD.sha256);
END;
CREATE TRIGGER notification_with_attachments_deleted AFTER DELETE ON notification BEGIN
    DELETE FROM attachment WHERE seq = OLD.seq;
END;
CREATE TRIGGER notification_untold AFTER UPDATE OF state ON notification
    WHEN NEW.state IN ('EXPIRED', 'SUPERSEDED', 'CANCELLED', 'FAILED') BEGIN
    UPDATE attachment SET state = NEW.state, reason = NULL, finished_at = NEW.finished_at
        WHERE seq = NEW.seq AND finished_at IS NULL;
END;
CREATE TRIGGER notification_told AFTER UPDATE OF finished_at ON notification
    WHEN NEW.state IN ('SENT', 'UNCONFIRMED', 'UNKNOWN') BEGIN
    UPDATE attachment SET told_at = NEW.finished_at, priority = NEW.priority, phase = NEW.phase
        WHERE seq = NEW.seq AND finished_at IS NULL;
END;
CREATE TRIGGER notification_tried_again AFTER UPDATE OF finished_at ON notification
    WHEN OLD.finished_at IS NOT NULL AND NEW.finished_at IS NULL BEGIN
    UPDATE attachment SET state = 'QUEUED', reason = NULL, detail = NULL, tries = 0, finished_at = NULL, told_at = NULL
        WHERE seq = NEW.seq AND state NOT IN ('SENDING', 'SENT');
END;
-- The file that a message brings, as it was uploaded: a repeat needs it.
CREATE TABLE upload (
    message TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    bot TEXT NOT NULL,
    reference TEXT NOT NULL,
    aes_key TEXT NOT NULL,
    plain_size INTEGER NOT NULL,
    cipher_size INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
