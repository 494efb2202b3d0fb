using Supervision.Persistence;

namespace Supervision.Gateway.Data;

/// <summary>Only the gateway's own work sees sessions and keys.</summary>
internal static class RowSecurity
{
    public static readonly string[] Declaration =
    [
        ScopeFunctions.Declaration,
        .. ((string[])["data_protection_keys", "sessions", "used_logout_tokens"])
            .Select(table => $"create policy platform on {table} using ((select app_serves('*')));"),
    ];
}
