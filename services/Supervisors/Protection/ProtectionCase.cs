using Supervision.Calendar;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Engagements;
using static Supervision.Supervisors.Field.FieldRules;

namespace Supervision.Supervisors.Protection;

/// <summary>What a supervisor reports (R22).</summary>
public enum ProtectionKind
{
    /// <summary>阻挠.</summary>
    Obstruction,

    /// <summary>打击报复.</summary>
    Retaliation,
}

/// <summary>Status of a case (domain.md, "State machines").</summary>
public enum ProtectionStatus
{
    Reported,
    Accepted,
    Investigating,
    Concluded,
}

/// <summary>An addition by the reporter, the handler or a leader; never changed.</summary>
public sealed record ProtectionNote(string Text, Guid By, string ByName, DateTimeOffset At);

/// <summary>A numbered notice that asked another department for its cooperation and says nothing about the case.</summary>
/// <param name="Number">For example 〔2026〕3号.</param>
public sealed record CooperationNotice(string Number, string Department, Guid By, DateTimeOffset At);

/// <summary>An engagement of the reporter, or the appointment itself, and since when it is lost.</summary>
/// <param name="Kind">Null for the appointment as supervisor.</param>
/// <param name="Until">Its known last day: an engagement that ends on time is not lost.</param>
/// <param name="LostAt">When its early end was noticed.</param>
public sealed record WatchedEngagement(EngagementKind? Kind, Guid MatterId, string Name, DateOnly Until, DateTimeOffset? LostAt);

/// <summary>
/// A protection case (R22), which goes from the supervisor straight to the commission's leader. Stored whole and encrypted in the database; each
/// command returns the case's new state.
/// </summary>
public sealed record ProtectionCase
{
    /// <summary>How long a case is watched after its conclusion.</summary>
    const int RecentMonths = 12;

    const int MostNotes = 500;

    public required Guid Id { get; init; }

    public required string District { get; init; }

    public required Guid Reporter { get; init; }

    public required string ReporterName { get; init; }

    public required ProtectionKind Kind { get; init; }

    public required string Heading { get; init; }

    public required string Account { get; init; }

    public required DateTimeOffset ReportedAt { get; init; }

    public ProtectionStatus Status { get; init; }

    /// <summary>Deadline for a leader to accept it.</summary>
    public required DueDate AcceptBy { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>Deadline to conclude it, once accepted.</summary>
    public DueDate? ConcludeBy { get; init; }

    public Guid? Handler { get; init; }

    public string? HandlerName { get; init; }

    public DateTimeOffset? InvestigatedAt { get; init; }

    public DateTimeOffset? ConcludedAt { get; init; }

    /// <summary>The conclusion, as shown to the reporter.</summary>
    public string? Conclusion { get; init; }

    /// <summary>The reporter's additions.</summary>
    public IReadOnlyList<ProtectionNote> Supplements { get; init; } = [];

    /// <summary>The commission's own notes.</summary>
    public IReadOnlyList<ProtectionNote> Notes { get; init; } = [];

    public IReadOnlyList<CooperationNotice> Notices { get; init; } = [];

    public IReadOnlyList<WatchedEngagement> Watched { get; init; } = [];

    /// <summary>The last due instant whose passing was notified; null if none.</summary>
    public DateTimeOffset? OverdueTold { get; init; }

    /// <summary>The running deadline.</summary>
    internal DueDate? Deadline() => Status switch
    {
        ProtectionStatus.Reported => AcceptBy,
        ProtectionStatus.Concluded => null,
        _ => ConcludeBy,
    };

    /// <summary>Whether the reporter is still being watched over.</summary>
    internal bool IsRecent(DateTimeOffset now) => ConcludedAt is not { } concluded || now < concluded.AddMonths(RecentMonths);

    /// <summary>A leader accepts the case.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">protection.not_yours, protection.not_reported</exception>
    internal ProtectionCase Accept(DueDate concludeBy, Caller by, DateTimeOffset now)
    {
        Require(by.Is(Discipline.Leader), ProtectionNotYours);
        Require(Status is ProtectionStatus.Reported, ProtectionNotReported);
        return this with { Status = ProtectionStatus.Accepted, AcceptedAt = now, ConcludeBy = concludeBy, OverdueTold = null };
    }

    /// <summary>A leader assigns or reassigns the case to a handler; from then on only that handler sees it.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">protection.not_yours, protection.not_accepted, protection.concluded, protection.handler_unfit</exception>
    internal ProtectionCase Assign(Person? handler, Caller by)
    {
        Require(by.Is(Discipline.Leader), ProtectionNotYours);
        Require(Status is not ProtectionStatus.Reported, ProtectionNotAccepted);
        Require(Status is not ProtectionStatus.Concluded, ProtectionConcluded);
        Require(handler is not null && handler.District == District && handler.IsActive(Discipline.Handler), ProtectionHandlerUnfit);
        return this with { Handler = handler!.UserId, HandlerName = handler.Name };
    }

    /// <summary>The assigned handler starts the investigation.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">protection.not_accepted, protection.no_handler, protection.not_yours</exception>
    internal ProtectionCase Investigate(Caller by, DateTimeOffset now)
    {
        Require(Status is ProtectionStatus.Accepted, ProtectionNotAccepted);
        Require(Handler is not null, ProtectionNoHandler);
        Require(Handler == by.UserId, ProtectionNotYours);
        return this with { Status = ProtectionStatus.Investigating, InvestigatedAt = now };
    }

    /// <summary>A leader concludes the case.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">protection.not_yours, protection.not_investigating</exception>
    internal ProtectionCase Conclude(string conclusion, Caller by, DateTimeOffset now)
    {
        Require(by.Is(Discipline.Leader), ProtectionNotYours);
        Require(Status is ProtectionStatus.Investigating, ProtectionNotInvestigating);
        return this with { Status = ProtectionStatus.Concluded, ConcludedAt = now, Conclusion = conclusion };
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">protection.not_yours, protection.concluded, visit.too_much</exception>
    internal ProtectionCase Supplement(string text, Caller by, DateTimeOffset now)
    {
        Require(Reporter == by.UserId, ProtectionNotYours);
        Require(Status is not ProtectionStatus.Concluded, ProtectionConcluded);
        Require(Supplements.Count < MostNotes, VisitTooMuch, MostNotes);
        return this with { Supplements = [.. Supplements, new(text, by.UserId, by.Name, now)] };
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">protection.not_yours, protection.concluded, visit.too_much</exception>
    internal ProtectionCase Note(string text, Caller by, DateTimeOffset now)
    {
        RequireCommission(by);
        Require(Notes.Count < MostNotes, VisitTooMuch, MostNotes);
        return this with { Notes = [.. Notes, new(text, by.UserId, by.Name, now)] };
    }

    /// <summary>Asks another department for its cooperation.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">protection.not_yours, protection.not_accepted, protection.concluded</exception>
    internal ProtectionCase Involve(string number, string department, Caller by, DateTimeOffset now)
    {
        RequireCommission(by);
        Require(Status is not ProtectionStatus.Reported, ProtectionNotAccepted);
        return this with { Notices = [.. Notices, new(number, department, by.UserId, now)] };
    }

    /// <summary>
    /// Compares the reporter's earlier engagements with the running ones: those that ended early are lost, new ones are watched too.
    /// </summary>
    /// <returns>The same case if nothing changed.</returns>
    internal ProtectionCase Watch(IReadOnlyList<WatchedEngagement> running, DateOnly today, DateTimeOffset now)
    {
        static (EngagementKind?, Guid) Key(WatchedEngagement engagement) => (engagement.Kind, engagement.MatterId);
        var there = running.ToDictionary(Key);
        List<WatchedEngagement> watched = [];
        foreach (var known in Watched)
        {
            if (there.Remove(Key(known), out var present))
                watched.Add(present with { Until = known.Until > present.Until ? known.Until : present.Until, LostAt = known.LostAt });
            else watched.Add(known.LostAt is null && known.Until >= today ? known with { LostAt = now } : known);
        }

        watched.AddRange(there.Values);
        return watched.SequenceEqual(Watched) ? this : this with { Watched = watched };
    }

    void RequireCommission(Caller by)
    {
        Require(by.Is(Discipline.Leader) || Handler == by.UserId, ProtectionNotYours);
        Require(Status is not ProtectionStatus.Concluded, ProtectionConcluded);
    }
}
