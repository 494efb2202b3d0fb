using Microsoft.EntityFrameworkCore.Migrations;

namespace Supervision.Identity.Data;

/// <summary>Row-level security on every table, so a connection without a scope sees no user and no key.</summary>
internal static class IdentityPolicies
{
    /// <summary>
    /// Users and their data are visible only to work in their district; the server's own data (clients, tokens, keys) only to
    /// its work across all districts.
    /// </summary>
    public static void ProtectIdentity(this MigrationBuilder migration)
    {
        foreach (var table in (string[])["users", "sessions", "logout_deliveries"])
            Protect(migration, table, "app_serves(district)");
        foreach (var table in (string[])["user_claims", "user_logins", "user_tokens"])
            Protect(migration, table, $"exists (select from users where users.id = {table}.user_id)");
        Protect(migration, "session_grants", "exists (select from sessions where sessions.id = session_grants.session_id)");
        foreach (var table in (string[])
            ["client_applications", "client_authorizations", "client_scopes", "client_tokens", "data_protection_keys", "server_keys", "sign_in_failures"])
            Protect(migration, table, "(select app_serves('*'))");
    }

    static void Protect(MigrationBuilder migration, string table, string rows) => migration.Sql($"""
        alter table {table} enable row level security;
        create policy served on {table} using ({rows});
        """);
}
