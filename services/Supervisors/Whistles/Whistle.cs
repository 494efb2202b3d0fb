using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Field;
using Supervision.Supervisors.Places;
using static Supervision.Supervisors.Field.FieldRules;

namespace Supervision.Supervisors.Whistles;

/// <summary>Status of a whistle (domain.md, "State machines").</summary>
public enum WhistleStatus
{
    Raised,
    Dispatched,
    ReportedIn,
    Resolved,
    Confirmed,

    /// <summary>The whistler says it is not resolved: supervisors are sent again.</summary>
    Reopened,
}

/// <summary>A whistle of a grassroots place (基层吹哨 政协报到, R20).</summary>
public sealed class Whistle : IVersioned
{
    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    public string Reference { get; private set; } = "";

    public Guid PlaceId { get; private set; }

    /// <summary>The place's name and position when it whistled.</summary>
    public string PlaceName { get; private set; } = "";

    public MapPoint? Position { get; private set; }

    /// <summary>Code of the sector whose expertise is wanted; null for any.</summary>
    public string? Sector { get; private set; }

    public string Heading { get; private set; } = "";

    public string Detail { get; private set; } = "";

    /// <summary>Codes of the units concerned; nobody with ties to them is sent.</summary>
    public string[] Units { get; private set; } = [];

    public WhistleStatus Status { get; private set; }

    /// <summary>Users of the place: whoever raised it, and the place's keepers at that time.</summary>
    public Guid[] Whistlers { get; private set; } = [];

    public Guid RaisedBy { get; private set; }

    public string RaisedByName { get; private set; } = "";

    public DateTimeOffset RaisedAt { get; private set; }

    /// <summary>Users sent most recently.</summary>
    public Guid[] Supervisors { get; private set; } = [];

    public DateTimeOffset? DispatchedAt { get; private set; }

    public Guid? ReportedInBy { get; private set; }

    public DateTimeOffset? ReportedInAt { get; private set; }

    /// <summary>Whole minutes from dispatch to report-in.</summary>
    public int? ReportInMinutes { get; private set; }

    public string? Resolution { get; private set; }

    public DateTimeOffset? ResolvedAt { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>Why the whistler last reopened it.</summary>
    public string? Reason { get; private set; }

    /// <summary>How often it was reopened.</summary>
    public int Reopenings { get; private set; }

    /// <summary>Text that searches look in, in lower case.</summary>
    public string SearchText { get; private set; } = "";

    public uint Version { get; private set; }

    Whistle()
    {
    }

    /// <summary>A keeper of the place whistles, or the office for it.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">place.inactive, whistle.not_yours</exception>
    internal static (Whistle Whistle, WhistleRaised Fact) Raise(
        string reference, Place place, string heading, string detail, string? sector, IReadOnlyList<string> units, Caller by, DateTimeOffset now)
    {
        Require(place.Active, PlaceInactive);
        Require(place.Keepers.Contains(by.UserId) || by.IsAny(FieldAccess.Dispatchers), WhistleNotYours);
        var whistle = new Whistle
        {
            Id = Guid.CreateVersion7(now),
            District = place.District,
            Reference = reference,
            PlaceId = place.Id,
            PlaceName = place.Name,
            Position = place.Position,
            Sector = sector,
            Heading = heading,
            Detail = detail,
            Units = [.. units.Distinct()],
            Whistlers = [.. place.Keepers.Append(by.UserId).Distinct()],
            RaisedBy = by.UserId,
            RaisedByName = by.Name,
            RaisedAt = now,
            SearchText = string.Join('\n', [reference, heading, place.Name, .. units]).ToLowerInvariant(),
        };
        return (whistle, new(whistle.Id, whistle.District, reference, place.Id, by.UserId, now));
    }

    /// <summary>Sends supervisors; the caller has checked who they are and their ties.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">whistle.not_open</exception>
    internal WhistleDispatched Dispatch(IReadOnlyList<Guid> supervisors, Caller by, DateTimeOffset now)
    {
        Require(Status is WhistleStatus.Raised or WhistleStatus.Reopened, WhistleNotOpen);
        (Status, Supervisors, DispatchedAt) = (WhistleStatus.Dispatched, [.. supervisors.Distinct()], now);
        (ReportedInBy, ReportedInAt, ReportInMinutes) = (null, null, null);
        return new(Id, District, Reference, PlaceId, Supervisors, by.UserId, now);
    }

    /// <summary>One of those sent reports in at the place (政协报到).</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">whistle.not_dispatched, whistle.not_yours</exception>
    internal WhistleReportedIn ReportIn(Caller by, DateTimeOffset now)
    {
        Require(Status is WhistleStatus.Dispatched, WhistleNotDispatched);
        Require(Supervisors.Contains(by.UserId), WhistleNotYours);
        (Status, ReportedInBy, ReportedInAt) = (WhistleStatus.ReportedIn, by.UserId, now);
        ReportInMinutes = (int)(now - DispatchedAt!.Value).TotalMinutes;
        return new(Id, District, Reference, Whistlers, ReportInMinutes.Value, by.UserId, now);
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">whistle.not_reported_in, whistle.not_yours</exception>
    internal WhistleResolved Resolve(string resolution, Caller by, DateTimeOffset now)
    {
        Require(Status is WhistleStatus.ReportedIn, WhistleNotReportedIn);
        Require(Supervisors.Contains(by.UserId), WhistleNotYours);
        (Status, Resolution, ResolvedAt) = (WhistleStatus.Resolved, resolution, now);
        return new(Id, District, Reference, Whistlers, by.UserId, now);
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">whistle.not_resolved, whistle.not_yours</exception>
    internal WhistleConfirmed Confirm(Caller by, DateTimeOffset now)
    {
        RequireAnswer(by);
        (Status, ConfirmedAt) = (WhistleStatus.Confirmed, now);
        return new(Id, District, Reference, Supervisors, by.UserId, now);
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">whistle.not_resolved, whistle.not_yours</exception>
    internal WhistleReopened Reopen(string reason, Caller by, DateTimeOffset now)
    {
        RequireAnswer(by);
        (Status, Reason, Resolution, ResolvedAt) = (WhistleStatus.Reopened, reason, null, null);
        Reopenings++;
        return new(Id, District, Reference, Supervisors, by.UserId, now);
    }

    /// <summary>Checks that whoever resolved it is not the one to confirm it.</summary>
    void RequireAnswer(Caller by)
    {
        Require(Status is WhistleStatus.Resolved, WhistleNotResolved);
        Require(Whistlers.Contains(by.UserId) && !Supervisors.Contains(by.UserId), WhistleNotYours);
    }
}
