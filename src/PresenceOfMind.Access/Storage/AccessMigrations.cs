using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Access.Storage;

/// <summary>The tables of who may do what.</summary>
public static class AccessMigrations
{
    /// <summary>All steps. Times are Unix milliseconds by the wall clock.</summary>
    public static IReadOnlyList<Migration> All { get; } =
    [
        new(
            "access",
            1,
            """
            CREATE TABLE access_keys (
                id TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                hash TEXT NOT NULL UNIQUE,
                role TEXT NOT NULL,
                team TEXT,
                worker TEXT,
                may_act_for INTEGER NOT NULL,
                networks TEXT NOT NULL,
                created BIGINT NOT NULL,
                created_by TEXT,
                expires BIGINT,
                former_hash TEXT,
                former_until BIGINT,
                last_used BIGINT);
            CREATE TABLE access_state (id INTEGER NOT NULL PRIMARY KEY, closed BIGINT NOT NULL)
            """),
        new(
            "access",
            2,
            """
            CREATE TABLE access_accounts (
                id TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                password_hash TEXT,
                stamp TEXT NOT NULL,
                created BIGINT NOT NULL,
                created_by TEXT,
                last_sign_in BIGINT);
            CREATE TABLE access_grants (
                account TEXT NOT NULL REFERENCES access_accounts (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                role TEXT NOT NULL,
                team TEXT,
                worker TEXT,
                PRIMARY KEY (account, position))
            """),
        new(
            "access",
            3,
            """
            CREATE TABLE access_audit (
                position BIGINT NOT NULL PRIMARY KEY,
                at BIGINT NOT NULL,
                kind TEXT NOT NULL,
                actor TEXT,
                address TEXT,
                action TEXT NOT NULL,
                subject TEXT,
                team TEXT,
                outcome TEXT NOT NULL,
                code TEXT,
                value_before TEXT,
                value_after TEXT,
                count BIGINT NOT NULL);
            CREATE INDEX access_audit_at ON access_audit (at);
            CREATE INDEX access_audit_team ON access_audit (team, position);
            CREATE INDEX access_audit_outcome ON access_audit (outcome, position);
            CREATE TABLE access_audit_open (
                id TEXT NOT NULL PRIMARY KEY,
                at BIGINT NOT NULL,
                kind TEXT NOT NULL,
                actor TEXT,
                address TEXT,
                action TEXT NOT NULL,
                subject TEXT,
                team TEXT,
                value_before TEXT)
            """),
        new(
            "access",
            4,
            "CREATE TABLE access_openid_sessions (id TEXT NOT NULL PRIMARY KEY, began BIGINT NOT NULL, content BLOB NOT NULL)"),
        new(
            "access",
            5,
            """
            CREATE TABLE access_passkeys (
                id TEXT NOT NULL PRIMARY KEY,
                account TEXT NOT NULL REFERENCES access_accounts (id) ON DELETE CASCADE,
                name TEXT NOT NULL,
                created BIGINT NOT NULL,
                last_used BIGINT,
                public_key BLOB NOT NULL,
                sign_count BIGINT NOT NULL,
                transports TEXT NOT NULL,
                is_verified INTEGER NOT NULL,
                is_backup_eligible INTEGER NOT NULL,
                is_backed_up INTEGER NOT NULL);
            CREATE INDEX access_passkeys_account ON access_passkeys (account)
            """),
    ];
}
