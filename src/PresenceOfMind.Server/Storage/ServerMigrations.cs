using PresenceOfMind.Engine.Storage;

namespace PresenceOfMind.Server.Storage;

/// <summary>The server's tables.</summary>
internal static class ServerMigrations
{
    public static IReadOnlyList<Migration> All { get; } =
    [
        new("server", 1, """
            CREATE TABLE people (
                person TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, display_name TEXT NOT NULL, hidden INTEGER NOT NULL);
            CREATE TABLE app_users (
                app_user TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, password TEXT NOT NULL, hidden INTEGER NOT NULL);
            CREATE TABLE presence (
                person TEXT NOT NULL PRIMARY KEY, version BIGINT NOT NULL, sequence BIGINT NOT NULL, next_due BIGINT, devices TEXT NOT NULL);
            CREATE INDEX presence_due ON presence (next_due) WHERE next_due IS NOT NULL;
            CREATE TABLE sessions (
                session_key TEXT NOT NULL PRIMARY KEY, node TEXT NOT NULL, user_key TEXT NOT NULL, app_user TEXT NOT NULL,
                parent_key TEXT, next_due BIGINT NOT NULL, UNIQUE (node, user_key));
            CREATE INDEX sessions_due ON sessions (next_due);
            CREATE INDEX sessions_parent ON sessions (parent_key);
            CREATE TABLE endpoints (
                node TEXT NOT NULL, app_user TEXT NOT NULL, id INTEGER NOT NULL, url TEXT NOT NULL, session_key TEXT NOT NULL,
                next_due BIGINT NOT NULL, PRIMARY KEY (node, app_user, id));
            CREATE INDEX endpoints_due ON endpoints (next_due);
            CREATE INDEX endpoints_session ON endpoints (session_key);
            CREATE TABLE subscriptions (
                node TEXT NOT NULL, user_key TEXT NOT NULL, id INTEGER NOT NULL, session_key TEXT NOT NULL, app_user TEXT NOT NULL,
                endpoint_id INTEGER NOT NULL, next_due BIGINT NOT NULL, PRIMARY KEY (node, user_key, id));
            CREATE INDEX subscriptions_due ON subscriptions (next_due);
            CREATE INDEX subscriptions_session ON subscriptions (session_key);
            CREATE INDEX subscriptions_endpoint ON subscriptions (node, app_user, endpoint_id);
            CREATE TABLE subscription_contacts (
                node TEXT NOT NULL, user_key TEXT NOT NULL, id INTEGER NOT NULL, contact TEXT NOT NULL, spelled TEXT NOT NULL,
                is_local INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (node, user_key, id, contact));
            CREATE INDEX subscription_contacts_contact ON subscription_contacts (contact);
            """),
        new("server", 2, "ALTER TABLE presence ADD COLUMN blocked TEXT NOT NULL DEFAULT ''"),
        new("server", 3, "ALTER TABLE sessions ADD COLUMN last_used BIGINT NOT NULL DEFAULT 0; UPDATE sessions SET last_used = next_due"),
        new("server", 4, """
            CREATE TABLE login_addresses (
                app_user TEXT NOT NULL, address TEXT NOT NULL, last_good BIGINT NOT NULL, PRIMARY KEY (app_user, address))
            """),
    ];
}
