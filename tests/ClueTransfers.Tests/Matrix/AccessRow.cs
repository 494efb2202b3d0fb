using Supervision.ClueTransfers.Tests.Support;
using Supervision.Contracts;

namespace Supervision.ClueTransfers.Tests.Matrix;

/// <summary>Whose record is asked about.</summary>
public enum Target
{
    /// <summary>Of the caller's district, in a state in which the command may be given.</summary>
    Own,

    /// <summary>Of the caller's district, in the other body's hands.</summary>
    OtherBody,

    /// <summary>Of another district, in a state in which the command may be given there.</summary>
    OtherDistrict,
}

/// <summary>What an identifier in the path names, besides a clue.</summary>
public enum Record
{
    None,

    /// <summary>A delegation the chair gave.</summary>
    Delegation,

    /// <summary>A system the commission's admin registered.</summary>
    Subscription,
}

/// <summary>One endpoint of the service and who may use it: written down apart from the service, to hold it against.</summary>
/// <param name="Endpoint">Method and route pattern.</param>
public sealed record AccessRow(string Endpoint)
{
    static readonly Role[] Register = [Cppcc.Office, Cppcc.Secretary, Cppcc.Chair];

    /// <summary>Roles the endpoint is for; null where everybody signed in may ask.</summary>
    public Role[]? Roles { get; init; }

    /// <summary>Those of <see cref="Roles"/> for whom it is the time; null for all of them.</summary>
    public Role[]? Works { get; init; }

    /// <summary>State the clue is in; null for endpoints that are not about one clue.</summary>
    public string? State { get; init; }

    public Record Of { get; init; }

    /// <summary>Whether it is about a file of the clue.</summary>
    public bool OfFile => Endpoint.Contains("{attachmentId:guid}", StringComparison.Ordinal);

    public string Query { get; init; } = "";

    /// <summary>Whether it only reads.</summary>
    public bool Reads => Endpoint.StartsWith("GET ", StringComparison.Ordinal);

    /// <summary>Those who may do it although the clue is in the other body's hands.</summary>
    public Role[] AlsoInOtherHands { get; init; } = [];

    /// <summary>What the database itself has no part in.</summary>
    public bool WithoutDatabase { get; init; }

    public Func<Matters, Matters.Case, object?> Body { get; init; } = (_, _) => null;

    /// <summary>The status the service has to answer; 200 stands for any success.</summary>
    /// <param name="by">Null for nobody signed in.</param>
    public int Expected(Role? by, Target target)
    {
        if (by is not { } role) return 401;
        if (Roles is not null && !Roles.Contains(role)) return 403;
        if (Of is Record.Delegation) return target is Target.Own && (role == Cppcc.Chair || role == Cppcc.Admin) ? 200 : 404;
        if (Of is Record.Subscription) return target is Target.Own && role == Discipline.Admin ? 200 : 404;
        if (State is null) return 200;
        if (target is Target.OtherDistrict || !Sees(role, target is Target.Own ? State : InOtherHands(role))) return 404;
        if (Reads || (target is Target.OtherBody && AlsoInOtherHands.Contains(role))) return 200;
        return target is Target.Own && (Works is null || Works.Contains(role)) ? 200 : 409;
    }

    /// <summary>A state in which the clue is not in the hands of the role's body.</summary>
    public static string InOtherHands(Role role) => role.Body == Bodies.Discipline ? "approved" : "accepted";

    static bool Sees(Role role, string state)
    {
        var sent = state is "transferred" or "received" or "supplemented" or "accepted" or "proposed" or "disposed";
        if (Register.Contains(role) || role == Cppcc.Member) return true; // the member is the author of all of them
        if (role == Cppcc.System || role == Discipline.System || role == Discipline.Intake || role == Discipline.Leader) return sent;
        return role == Discipline.Handler && state is ("accepted" or "proposed" or "disposed");
    }
}
