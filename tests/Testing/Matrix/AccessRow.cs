using System.Text.Json;
using Supervision.Contracts;
using Supervision.Testing.Api;

namespace Supervision.Testing.Matrix;

/// <summary>Whose record a call is about.</summary>
public enum Target
{
    /// <summary>Of the caller's district, in a state that allows the command.</summary>
    Own,

    /// <summary>Of the caller's district, about a unit that the sample contact does not represent.</summary>
    OtherUnit,

    /// <summary>Of the caller's district, held by the other body.</summary>
    OtherBody,

    /// <summary>Of another district, in a state that allows the command there.</summary>
    OtherDistrict,
}

/// <summary>What a call is about.</summary>
/// <param name="Values">Values of further placeholders of the path, e.g. <c>fileId</c>.</param>
public sealed record Case(Guid Id, IReadOnlyDictionary<string, string>? Values = null)
{
    /// <summary>Who calls.</summary>
    public Actor By { get; init; } = Actor.Nobody;
}

/// <summary>A kind of record in a certain state, and how to create it.</summary>
/// <typeparam name="TRecords">Creates the records of a district.</typeparam>
/// <param name="Name">Unique: a record that is only read is created once under this name.</param>
/// <param name="OfUnit">Whether it is about one unit, so that another unit's record is tested too if the service distinguishes units.</param>
public sealed record RecordKind<TRecords>(string Name, Func<TRecords, Task<Case>> MakeAsync, bool OfUnit = true);

/// <summary>A record while the other body holds it.</summary>
/// <param name="Of">The record, by the role of the caller.</param>
/// <param name="Sees">Whether the role sees it.</param>
public sealed record InOtherHands<TRecords>(Func<Role, RecordKind<TRecords>> Of, Func<Role, bool> Sees);

/// <summary>One endpoint of the service and who may use it: written down independently of the service, to test it against.</summary>
/// <param name="Endpoint">Method and route pattern.</param>
public sealed record AccessRow<TRecords>(string Endpoint)
{
    /// <summary>Roles that may call the endpoint; null if everybody signed in may.</summary>
    public Role[]? Roles { get; init; }

    /// <summary>The record it is about; null for endpoints that are not about one.</summary>
    public RecordKind<TRecords>? Of { get; init; }

    /// <summary>Roles that see the record; others get 404.</summary>
    public Role[] Sees { get; init; } = [];

    /// <summary>Those of <see cref="Sees"/> who may act in the record's state; the others get 409. Null for all of them.</summary>
    public Role[]? Works { get; init; }

    /// <summary>The record of <see cref="Target.OtherBody"/>; null if the endpoint is not tested with one.</summary>
    public InOtherHands<TRecords>? Elsewhere { get; init; }

    /// <summary>Those who may act although the other body holds the record.</summary>
    public Role[] WorksElsewhere { get; init; } = [];

    /// <summary>The path to call if the pattern has placeholders other than the record's id.</summary>
    public string? Path { get; init; }

    public string Query { get; init; } = "";

    /// <summary>Whether the endpoint does not depend on the database.</summary>
    public bool WithoutDatabase { get; init; }

    public Func<TRecords, Case, object?> Body { get; init; } = (_, _) => null;

    /// <summary>A record that the list shows to those who may read it; created once, because no other row's record is sure to exist.</summary>
    public RecordKind<TRecords>? Shows { get; init; }

    /// <summary>Whether the answer reveals something of a record, rather than only of the caller, or nothing, such as an empty month.</summary>
    public Func<JsonElement, Actor, bool> Tells { get; init; } = (_, _) => true;

    /// <summary>Roles that may read what it shows elsewhere and are only refused this endpoint, which row-level security cannot check.</summary>
    public Role[] Knows { get; init; } = [];

    /// <summary>Brings state outside the record into what the call needs.</summary>
    public Func<TRecords, Task>? Before { get; init; }

    /// <summary>Whether it only reads.</summary>
    public bool Reads { get; init; } = Endpoint.StartsWith("GET ", StringComparison.Ordinal);

    /// <summary>The expected status; 200 stands for any success.</summary>
    /// <param name="by">Null for nobody signed in.</param>
    public int Expected(Role? by, Target target)
    {
        if (by is not { } role) return 401;
        if (Roles is not null && !Roles.Contains(role)) return 403;
        if (Of is null) return 200;
        if (target is Target.OtherBody) return !Elsewhere!.Sees(role) ? 404 : Reads || WorksElsewhere.Contains(role) ? 200 : 409;
        if (target is Target.OtherDistrict || !Sees.Contains(role)) return 404;
        if (target is Target.OtherUnit && role == Others.Contact) return 404;
        return Works is null || Works.Contains(role) ? 200 : 409;
    }
}
