using Supervision.Messaging;
using Supervision.Persistence;

namespace Supervision.Identity.Data;

/// <summary>
/// Row-level security of every table, so a connection without a scope sees no user and no key. Users and their data are visible only to
/// work in their district; the server's own data (clients, tokens, keys) only to its work across all districts.
/// </summary>
internal static class RowSecurity
{
    public static readonly string[] Declaration =
    [
        ScopeFunctions.Declaration, MessagingSchema.Declaration,
        .. Served("app_serves(district)", "users", "sessions", "logout_deliveries", "supervisor_standings"),
        .. ((string[])["user_claims", "user_logins", "user_tokens"])
            .SelectMany(table => Served($"exists (select from users where users.id = {table}.user_id)", table)),
        .. Served("exists (select from sessions where sessions.id = session_grants.session_id)", "session_grants"),
        .. Served(
            "(select app_serves('*'))", "client_applications", "client_authorizations", "client_scopes", "client_tokens",
            "data_protection_keys", "server_keys", "sign_in_failures"),
    ];

    static IEnumerable<string> Served(string rows, params string[] tables) =>
        tables.Select(table => $"create policy served on {table} using ({rows});");
}
