using Supervision.ClueTransfers.Tests.Support;
using Supervision.Contracts;

namespace Supervision.ClueTransfers.Tests.Matrix;

/// <summary>Whose record the call is about.</summary>
public enum Target
{
    /// <summary>In the caller's district, in a state that allows the command.</summary>
    Own,

    /// <summary>In the caller's district, held by the other body.</summary>
    OtherBody,

    /// <summary>In another district, in a state that would allow the command there.</summary>
    OtherDistrict,
}

/// <summary>What an identifier in the path names, other than a clue.</summary>
public enum Record
{
    None,

    /// <summary>A delegation the chair gave.</summary>
    Delegation,

    /// <summary>A system the commission's admin registered.</summary>
    Subscription,
}

/// <summary>One endpoint of the service and who may use it, stated independently of the service to test it against.</summary>
/// <param name="Endpoint">Method and route pattern.</param>
public sealed record AccessRow(string Endpoint)
{
    static readonly Role[] Register = [Cppcc.Office, Cppcc.Secretary, Cppcc.Chair];

    /// <summary>Roles the endpoint is for; null if everybody signed in may call it.</summary>
    public Role[]? Roles { get; init; }

    /// <summary>Those of <see cref="Roles"/> allowed in this state; null for all of them.</summary>
    public Role[]? Works { get; init; }

    /// <summary>State the clue is in; null for endpoints that are not about one clue.</summary>
    public string? State { get; init; }

    public Record Of { get; init; }

    /// <summary>Whether it is about a file of the clue.</summary>
    public bool OfFile => Endpoint.Contains("{attachmentId:guid}", StringComparison.Ordinal);

    public string Query { get; init; } = "";

    /// <summary>Whether it only reads.</summary>
    public bool Reads => Endpoint.StartsWith("GET ", StringComparison.Ordinal);

    /// <summary>Those who may do it although the other body holds the clue.</summary>
    public Role[] AlsoInOtherHands { get; init; } = [];

    /// <summary>Whether the database itself plays no part in it.</summary>
    public bool WithoutDatabase { get; init; }

    public Func<Matters, Matters.Case, object?> Body { get; init; } = (_, _) => null;

    /// <summary>The status the service must answer; 200 stands for any success.</summary>
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

    /// <summary>A state in which the role's body does not hold the clue.</summary>
    public static string InOtherHands(Role role) => role.Body == Bodies.Discipline ? "approved" : "accepted";

    static bool Sees(Role role, string state)
    {
        var sent = state is "transferred" or "received" or "supplemented" or "accepted" or "proposed" or "disposed";
        if (Register.Contains(role) || role == Cppcc.Member) return true; // the member is the author of all of them
        if (role == Cppcc.System || role == Discipline.System || role == Discipline.Intake || role == Discipline.Leader) return sent;
        return role == Discipline.Handler && state is ("accepted" or "proposed" or "disposed");
    }
}
