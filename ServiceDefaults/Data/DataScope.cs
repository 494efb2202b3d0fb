using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ServiceDefaults.Data;

/// <summary>
/// For whom a unit of work reads and writes: what row-level security decides on. One per dependency-injection scope; a request's is
/// set from its <see cref="Caller"/>. Nothing set means no rows.
/// </summary>
public sealed class DataScope : IDisposable
{
    /// <summary>The body under which the platform's own work runs (consumers, schedules, the relay).</summary>
    public const string ServiceBody = "service";

    /// <summary>The district of work that spans all of them; only ever set together with <see cref="ServiceBody"/>.</summary>
    public const string AllDistricts = "*";

    static readonly ConditionalWeakTable<DbContext, DataScope> Scopes = [];

    public string? District { get; private set; }

    public string? Body { get; private set; }

    public Guid? User { get; private set; }

    public string Roles { get; private set; } = "";

    /// <summary>The supervised unit, for its contacts.</summary>
    public string? Unit { get; private set; }

    public void Use(Caller caller)
    {
        (District, Body, User, Unit) = (caller.District, caller.Body, caller.UserId, caller.Unit);
        Roles = string.Join(',', caller.Roles.Order(StringComparer.Ordinal));
    }

    /// <summary>The platform's own work in one district, or in <see cref="AllDistricts"/>.</summary>
    public void UseService(string district) => (District, Body, User, Roles, Unit) = (district, ServiceBody, null, "", null);

    /// <summary>Somebody who is not signed in, in the district they turn to: sees and adds only what is meant for the public.</summary>
    public void UsePublic(string district) => (District, Body, User, Roles, Unit) = (district, Bodies.Public, null, "", null);

    /// <summary>From here on the context works under this scope, until it is used again under another.</summary>
    internal TContext Enter<TContext>(TContext context)
        where TContext : DbContext
    {
        Scopes.AddOrUpdate(context, this);
        return context;
    }

    /// <summary>An empty one for a context that never entered any.</summary>
    internal static DataScope Of(DbContext? context) => context is not null && Scopes.TryGetValue(context, out var scope) ? scope : new DataScope();

    /// <summary>The unit of work is over: a context that rests in the pool works for nobody.</summary>
    public void Dispose() => (District, Body, User, Roles, Unit) = (null, null, null, "", null);

    /// <summary>Tells an open connection whom it works for, until it goes back to the pool, which resets it.</summary>
    public async Task ApplyAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = Command(connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    internal NpgsqlCommand Command(NpgsqlConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText =
            "select set_config('app.district', $1, false), set_config('app.body', $2, false), set_config('app.user', $3, false), set_config('app.roles', $4, false), set_config('app.unit', $5, false)";
        foreach (var value in (string[])[District ?? "", Body ?? "", User?.ToString() ?? "", Roles, Unit ?? ""])
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        return command;
    }
}

internal sealed class DataScopeInterceptor : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = DataScope.Of(eventData.Context).Command((NpgsqlConnection)connection);
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) =>
        DataScope.Of(eventData.Context).ApplyAsync((NpgsqlConnection)connection, cancellationToken);
}
