namespace Supervision.Contracts;

/// <summary>A grassroots place raised a whistle (基层吹哨, R20).</summary>
/// <param name="PlaceId">The place in the directory.</param>
public sealed record WhistleRaised(Guid WhistleId, string District, string Reference, Guid PlaceId, Guid By, DateTimeOffset At) : IFieldEvent
{
    public Guid Aggregate => WhistleId;
}

/// <summary>Supervisors were sent to the place that whistled (R20).</summary>
/// <param name="Supervisors">Users who must report in.</param>
public sealed record WhistleDispatched(
    Guid WhistleId, string District, string Reference, Guid PlaceId, IReadOnlyList<Guid> Supervisors, Guid By, DateTimeOffset At) : IFieldEvent
{
    public Guid Aggregate => WhistleId;
}

/// <summary>A supervisor reported in at the place (政协报到, R20).</summary>
/// <param name="Whistlers">Users of the place.</param>
/// <param name="Minutes">Whole minutes from dispatch to report-in.</param>
public sealed record WhistleReportedIn(
    Guid WhistleId, string District, string Reference, IReadOnlyList<Guid> Whistlers, int Minutes, Guid By, DateTimeOffset At) : IFieldEvent
{
    public Guid Aggregate => WhistleId;
}

/// <summary>The supervisor reported it as resolved; the whistler must confirm (R20).</summary>
/// <param name="Whistlers">Users of the place.</param>
public sealed record WhistleResolved(
    Guid WhistleId, string District, string Reference, IReadOnlyList<Guid> Whistlers, Guid By, DateTimeOffset At) : IFieldEvent
{
    public Guid Aggregate => WhistleId;
}

/// <summary>The whistler confirmed that it is resolved (R20).</summary>
/// <param name="Supervisors">Users who were sent.</param>
public sealed record WhistleConfirmed(
    Guid WhistleId, string District, string Reference, IReadOnlyList<Guid> Supervisors, Guid By, DateTimeOffset At) : IFieldEvent
{
    public Guid Aggregate => WhistleId;
}

/// <summary>The whistler denied that it is resolved; supervisors must be sent again (R20).</summary>
/// <param name="Supervisors">Users who were sent.</param>
public sealed record WhistleReopened(
    Guid WhistleId, string District, string Reference, IReadOnlyList<Guid> Supervisors, Guid By, DateTimeOffset At) : IFieldEvent
{
    public Guid Aggregate => WhistleId;
}
