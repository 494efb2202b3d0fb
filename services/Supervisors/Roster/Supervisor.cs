using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.SignIn;
using static Supervision.Supervisors.Roster.RosterRules;

namespace Supervision.Supervisors.Roster;

/// <summary>A supervisor (特邀监督员, R14) from nomination to the end of the term.</summary>
public sealed class Supervisor : IVersioned
{
    /// <summary>How long before its last day the end of a term is announced.</summary>
    public const int NoticeDays = 60;

    /// <summary>Longest term: that of a conference plus one year.</summary>
    public const int MostYears = 6;

    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    /// <summary>The account; null for a person who has none yet.</summary>
    public Guid? UserId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>Code of the sector (界别).</summary>
    public string Sector { get; private set; } = "";

    public string? Contact { get; private set; }

    /// <summary>Who proposed the person (推荐单位或推荐人).</summary>
    public string ProposedBy { get; private set; } = "";

    /// <summary>Criteria by which the person was chosen (遴选标准).</summary>
    public string Criteria { get; private set; } = "";

    /// <summary>The decision on the nomination, and who took it; null until then.</summary>
    public string? Decision { get; private set; }

    public SupervisorStatus Status { get; private set; }

    /// <summary>Number of the latest appointment letter, e.g. 〔2026〕3号.</summary>
    public string? LetterNumber { get; private set; }

    /// <summary>First day of uninterrupted service.</summary>
    public DateOnly? From { get; private set; }

    /// <summary>Last day of the term.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>Whether the start of the term was published.</summary>
    public bool Begun { get; private set; }

    /// <summary>The last day of the term whose coming end was published.</summary>
    public DateOnly? ExpiryToldFor { get; private set; }

    /// <summary>When time next changes something here; null if never.</summary>
    public DateTimeOffset? DueCheck { get; private set; }

    /// <summary>Version of the last event published.</summary>
    public long Told { get; private set; }

    /// <summary>Key of the imported spreadsheet row; null if entered by hand.</summary>
    public string? ImportKey { get; private set; }

    public Guid NominatedBy { get; private set; }

    public DateTimeOffset NominatedAt { get; private set; }

    public uint Version { get; private set; }

    /// <summary>Counts against the roster's capacity.</summary>
    public bool IsOnRoster => Status is SupervisorStatus.Appointed or SupervisorStatus.Suspended;

    Supervisor()
    {
    }

    public static Supervisor Nominate(string district, Nomination nomination, Guid? user, Caller by, DateTimeOffset now, string? importKey = null)
    {
        var supervisor = new Supervisor
        {
            Id = Guid.CreateVersion7(now),
            District = district,
            UserId = user,
            NominatedBy = by.UserId,
            NominatedAt = now,
            ImportKey = importKey,
        };
        supervisor.Take(nomination);
        return supervisor;
    }

    /// <summary>Changes the nomination; for an appointed supervisor only the contact.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">supervisor.over, supervisor.fixed</exception>
    public void Change(Nomination nomination)
    {
        Require(Status is SupervisorStatus.Nominated || IsOnRoster, IsOver);
        var onlyContact = nomination with { Contact = Contact } == new Nomination(Name, Sector, Contact, ProposedBy, Criteria);
        Require(Status is SupervisorStatus.Nominated || onlyContact, Fixed);
        Take(nomination);
    }

    /// <summary>Links the person to the account they now have; an appointed supervisor thereby gets the role.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">supervisor.over, supervisor.linked</exception>
    public IReadOnlyList<IIntegrationEvent> Link(Guid user, DateTimeOffset now)
    {
        Require(Status is SupervisorStatus.Nominated || IsOnRoster, IsOver);
        Require(UserId is null, Linked);
        UserId = user;
        if (Status is SupervisorStatus.Appointed) return [Appointed(now)];
        return Status is SupervisorStatus.Suspended ? [Appointed(now), Standing(SupervisorStandings.Suspended, now)] : [];
    }

    /// <summary>Declines the nomination.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">supervisor.not_nominated</exception>
    public void Decline(string decision)
    {
        Require(Status is SupervisorStatus.Nominated, NotNominated);
        (Status, Decision) = (SupervisorStatus.Declined, decision);
    }

    /// <summary>Appoints for a first or further term: without a gap while appointed, or again after an ended one.</summary>
    /// <param name="from">First day, in the district's zone; may be in the future.</param>
    /// <param name="until">Last day; not in the past.</param>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">
    /// supervisor.not_nominated, supervisor.suspended, supervisor.term_unsound, supervisor.term_gap
    /// </exception>
    public IReadOnlyList<IIntegrationEvent> Appoint(string number, DateOnly from, DateOnly until, string decision, DateTimeOffset now)
    {
        RequireAppointable(from, until, DistrictTime.DayAt(now));
        var goesOn = Status is SupervisorStatus.Appointed;
        if (!goesOn) (From, Begun) = (from, from <= DistrictTime.DayAt(now));
        (Status, LetterNumber, Until, Decision) = (SupervisorStatus.Appointed, number, until, decision);
        Schedule();
        return UserId is null ? [] : [Appointed(now)];
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">As <see cref="Appoint"/>.</exception>
    public void RequireAppointable(DateOnly from, DateOnly until, DateOnly today)
    {
        Require(Status is not SupervisorStatus.Declined, NotNominated);
        Require(Status is not SupervisorStatus.Suspended, IsSuspended);
        Require(IsSound(from, until) && until >= today, TermUnsound);
        if (Status is SupervisorStatus.Appointed) Require(until > Until && from <= Until!.Value.AddDays(1), TermGap, Until);
    }

    /// <summary>Whether two days form a valid term.</summary>
    public static bool IsSound(DateOnly from, DateOnly until) => until >= from && until < from.AddYears(MostYears);

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">supervisor.not_appointed</exception>
    public IReadOnlyList<IIntegrationEvent> Suspend(DateTimeOffset now)
    {
        Require(Status is SupervisorStatus.Appointed, NotAppointed);
        return Stands(SupervisorStatus.Suspended, SupervisorStandings.Suspended, now);
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">supervisor.not_suspended, supervisor.over</exception>
    public IReadOnlyList<IIntegrationEvent> Reinstate(DateTimeOffset now)
    {
        Require(Status is SupervisorStatus.Suspended, NotSuspended);
        Require(Until >= DistrictTime.DayAt(now), IsOver);
        Begun = From <= DistrictTime.DayAt(now);
        if (Begun) return Stands(SupervisorStatus.Appointed, SupervisorStandings.Appointed, now);
        Status = SupervisorStatus.Appointed;
        Schedule();
        return UserId is null ? [] : [Appointed(now)];
    }

    /// <summary>Ends the service before the end of the term.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">supervisor.not_appointed</exception>
    public IReadOnlyList<IIntegrationEvent> End(DateTimeOffset now)
    {
        Require(IsOnRoster, NotAppointed);
        return Stands(SupervisorStatus.Ended, SupervisorStandings.Ended, now);
    }

    /// <summary>
    /// Applies the passing of time: the term begins, its end is near, it is over. Each is published once, however often or late this runs.
    /// </summary>
    public IReadOnlyList<IIntegrationEvent> Pass(DateTimeOffset now)
    {
        if (!IsOnRoster || Until is not { } until) return Nothing();
        var today = DistrictTime.DayAt(now);
        if (today > until) return Stands(SupervisorStatus.Ended, SupervisorStandings.Ended, now);
        var facts = new List<IIntegrationEvent>();
        if (!Begun && From <= today)
        {
            Begun = true;
            if (Status is SupervisorStatus.Appointed && UserId is not null) facts.Add(Standing(SupervisorStandings.Appointed, now));
        }

        if (today >= until.AddDays(-NoticeDays) && ExpiryToldFor != until)
        {
            ExpiryToldFor = until;
            facts.Add(new SupervisorTermExpiring(Id, District, UserId, until, until.DayNumber - today.DayNumber, now));
        }

        Schedule();
        return facts;
    }

    IReadOnlyList<IIntegrationEvent> Nothing()
    {
        DueCheck = null;
        return [];
    }

    IReadOnlyList<IIntegrationEvent> Stands(SupervisorStatus status, string standing, DateTimeOffset now)
    {
        Status = status;
        Schedule();
        return UserId is null ? [] : [Standing(standing, now)];
    }

    SupervisorAppointed Appointed(DateTimeOffset now) => new(Id, District, UserId!.Value, Sector, From!.Value, Until!.Value, ++Told, now);

    SupervisorStandingChanged Standing(string standing, DateTimeOffset now) => new(Id, District, UserId!.Value, standing, ++Told, now);

    void Schedule()
    {
        if (!IsOnRoster || Until is not { } until)
        {
            DueCheck = null;
            return;
        }

        var due = DistrictTime.StartOf(until.AddDays(1));
        if (ExpiryToldFor != until) due = Earlier(due, DistrictTime.StartOf(until.AddDays(-NoticeDays)));
        if (!Begun) due = Earlier(due, DistrictTime.StartOf(From!.Value));
        DueCheck = due;
    }

    static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    void Take(Nomination nomination) =>
        (Name, Sector, Contact, ProposedBy, Criteria) = (nomination.Name, nomination.Sector, nomination.Contact, nomination.ProposedBy, nomination.Criteria);
}

/// <summary>Content of a nomination: who is proposed, and why.</summary>
public sealed record Nomination(string Name, string Sector, string? Contact, string ProposedBy, string Criteria);
