using System.Text.Json;
using Supervision.Contracts;
using Supervision.Testing.Api;

namespace Supervision.Testing.Matrix;

/// <summary>Whose record is asked about.</summary>
public enum Target
{
    /// <summary>Of the caller's district, in a state in which the command may be given.</summary>
    Own,

    /// <summary>Of the caller's district, about a unit that the sample contact does not speak for.</summary>
    OtherUnit,

    /// <summary>Of another district, in a state in which the command may be given there.</summary>
    OtherDistrict,
}

/// <summary>What a call is about.</summary>
/// <param name="Values">What further placeholders of the path stand for, e.g. <c>fileId</c>.</param>
public sealed record Case(Guid Id, IReadOnlyDictionary<string, string>? Values = null);

/// <summary>A kind of record in a state, and how it comes about.</summary>
/// <typeparam name="TRecords">What makes the records of a district.</typeparam>
/// <param name="Name">Unique: a record that is only read is made once under it.</param>
/// <param name="OfUnit">Whether it is about one unit, so that another unit's is asked about as well where the service tells units apart.</param>
public sealed record RecordKind<TRecords>(string Name, Func<TRecords, Task<Case>> MakeAsync, bool OfUnit = true);

/// <summary>One endpoint of the service and who may use it: written down apart from the service, to hold it against.</summary>
/// <param name="Endpoint">Method and route pattern.</param>
public sealed record AccessRow<TRecords>(string Endpoint)
{
    /// <summary>Roles the endpoint is for; null where everybody signed in may ask.</summary>
    public Role[]? Roles { get; init; }

    /// <summary>The record it is about; null for endpoints that are not about one.</summary>
    public RecordKind<TRecords>? Of { get; init; }

    /// <summary>Who sees the record; the others are answered 404.</summary>
    public Role[] Sees { get; init; } = [];

    /// <summary>Those of <see cref="Sees"/> for whom it is the time; the others are answered 409. Null for all of them.</summary>
    public Role[]? Works { get; init; }

    /// <summary>The path to ask, where the pattern's placeholders name no record.</summary>
    public string? Path { get; init; }

    public string Query { get; init; } = "";

    /// <summary>What the database itself has no part in.</summary>
    public bool WithoutDatabase { get; init; }

    public Func<TRecords, Case, object?> Body { get; init; } = (_, _) => null;

    /// <summary>A record that a list shows to those who may read it; made once, since no other row's is sure to be there.</summary>
    public RecordKind<TRecords>? Shows { get; init; }

    /// <summary>Whether what a list gives the caller tells of a record, and not of the caller alone or of nothing, as an empty month does.</summary>
    public Func<JsonElement, Actor, bool> Tells { get; init; } = (_, _) => true;

    /// <summary>Who reads by right elsewhere whatever it shows, and is refused the asking alone, which is no matter of rows.</summary>
    public Role[] Knows { get; init; } = [];

    /// <summary>Brings what is no record of its own into the state the call needs.</summary>
    public Func<TRecords, Task>? Before { get; init; }

    /// <summary>Whether it only reads.</summary>
    public bool Reads { get; init; } = Endpoint.StartsWith("GET ", StringComparison.Ordinal);

    /// <summary>The status the service has to answer; 200 stands for any success.</summary>
    /// <param name="by">Null for nobody signed in.</param>
    public int Expected(Role? by, Target target)
    {
        if (by is not { } role) return 401;
        if (Roles is not null && !Roles.Contains(role)) return 403;
        if (Of is null) return 200;
        if (target is Target.OtherDistrict || !Sees.Contains(role)) return 404;
        if (target is Target.OtherUnit && role == Others.Contact) return 404;
        return Works is null || Works.Contains(role) ? 200 : 409;
    }
}
