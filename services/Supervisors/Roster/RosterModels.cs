using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;
using Supervision.Supervisors.Sectors;

namespace Supervision.Supervisors.Roster;

/// <param name="UserId">An account of the conference; null for a person who has none yet, and then <paramref name="Name"/> is needed.</param>
/// <param name="Sector">Code of a sector of the district.</param>
/// <param name="ProposedBy">Who proposed the person.</param>
/// <param name="Criteria">Criteria for the choice.</param>
public sealed record NominationRequest(
    Guid? UserId, [PlainText(100)] string? Name, [RegularExpression(SectorList.Pattern)] string Sector, [PlainText(100)] string? Contact,
    [PlainText(200)] string ProposedBy, [PlainText(2000)] string Criteria);

public sealed record LinkRequest(Guid UserId);

/// <param name="Reason">Why, at most 2,000 characters.</param>
public sealed record ReasonRequest([PlainText(2000)] string Reason);

/// <param name="From">First day of the term.</param>
/// <param name="Until">Last day; a term is shorter than six years.</param>
/// <param name="Decision">The decision: by whom, where and when.</param>
public sealed record AppointmentRequest(DateOnly From, DateOnly Until, [PlainText(2000)] string Decision);

/// <param name="Capacity">Maximum number of supervisors at a time.</param>
public sealed record SettingsRequest([Range(1, 1000)] int Capacity);

/// <param name="OnRoster">Number currently on the roster.</param>
public sealed record SettingsView(int Capacity, int OnRoster);

/// <param name="LetterNumber">Number of the latest appointment letter.</param>
/// <param name="From">First day of uninterrupted service.</param>
/// <param name="Until">Last day of the term.</param>
public sealed record SupervisorView(
    Guid Id, Guid? UserId, string Name, string Sector, string? Contact, string ProposedBy, string Criteria, string? Decision,
    SupervisorStatus Status, string? LetterNumber, DateOnly? From, DateOnly? Until, DateTimeOffset NominatedAt)
{
    internal static SupervisorView For(Supervisor s) => new(
        s.Id, s.UserId, s.Name, s.Sector, s.Contact, s.ProposedBy, s.Criteria, s.Decision, s.Status, s.LetterNumber, s.From, s.Until, s.NominatedAt);
}

public sealed record SupervisorRow(
    Guid Id, Guid? UserId, string Name, string Sector, SupervisorStatus Status, string? LetterNumber, DateOnly? From, DateOnly? Until)
{
    internal static SupervisorRow For(Supervisor s) => new(s.Id, s.UserId, s.Name, s.Sector, s.Status, s.LetterNumber, s.From, s.Until);
}

public sealed record AppointmentView(string Number, DateOnly From, DateOnly Until, string Decision, Guid By, DateTimeOffset At);

/// <param name="By">Null if time did it.</param>
public sealed record RosterEventView(RosterStep Step, string? Why, Guid? By, DateTimeOffset At);

/// <summary>Letters and steps, oldest first.</summary>
public sealed record SupervisorHistory(IReadOnlyList<AppointmentView> Appointments, IReadOnlyList<RosterEventView> Events);
