using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Persistence;

/// <summary>
/// On whose behalf a unit of work reads and writes; row-level security decides by it. There is one per dependency-injection scope; a request's
/// is set from its <see cref="Caller"/>. When nothing is set, no rows are visible.
/// </summary>
public sealed class DataScope : IDisposable
{
    /// <summary>The body of the platform's own work (consumers, schedules, the relay).</summary>
    public const string ServiceBody = "service";

    /// <summary>The district of work that spans all districts; only ever set together with <see cref="ServiceBody"/>.</summary>
    public const string AllDistricts = "*";

    static readonly ConditionalWeakTable<DbContext, DataScope> Scopes = [];

    public string? District { get; private set; }

    public string? Body { get; private set; }

    public Guid? User { get; private set; }

    public string Roles { get; private set; } = "";

    /// <summary>Code of the supervised unit, for unit contacts.</summary>
    public string? Unit { get; private set; }

    public void Use(Caller caller)
    {
        (District, Body, User, Unit) = (caller.District, caller.Body, caller.UserId, caller.Unit);
        Roles = string.Join(',', caller.Roles.Order(StringComparer.Ordinal));
    }

    /// <summary>Sets the scope for the platform's own work in one district, or in <see cref="AllDistricts"/>.</summary>
    public void UseService(string district) => (District, Body, User, Roles, Unit) = (district, ServiceBody, null, "", null);

    /// <summary>Sets the scope for somebody not signed in, in the district they contact: they see and add only public records.</summary>
    public void UsePublic(string district) => (District, Body, User, Roles, Unit) = (district, Bodies.Public, null, "", null);

    /// <summary>From now on the context works under this scope, until another scope uses it.</summary>
    public TContext Enter<TContext>(TContext context)
        where TContext : DbContext
    {
        Scopes.AddOrUpdate(context, this);
        return context;
    }

    /// <summary>The scope of a context; an empty one if the context never entered any.</summary>
    public static DataScope Of(DbContext? context) => context is not null && Scopes.TryGetValue(context, out var scope) ? scope : new DataScope();

    /// <summary>Ends the unit of work: a context resting in the pool works for nobody.</summary>
    public void Dispose() => (District, Body, User, Roles, Unit) = (null, null, null, "", null);

    /// <summary>Sets the scope on an open connection; it holds until the connection goes back to the pool, which resets it.</summary>
    public async Task ApplyAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = Command(connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    public NpgsqlCommand Command(NpgsqlConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText =
            "select set_config('app.district', $1, false), set_config('app.body', $2, false), set_config('app.user', $3, false), set_config('app.roles', $4, false), set_config('app.unit', $5, false)";
        foreach (var value in (string[])[District ?? "", Body ?? "", User?.ToString() ?? "", Roles, Unit ?? ""])
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        return command;
    }
}

public sealed class DataScopeInterceptor : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = DataScope.Of(eventData.Context).Command((NpgsqlConnection)connection);
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) =>
        DataScope.Of(eventData.Context).ApplyAsync((NpgsqlConnection)connection, cancellationToken);
}
