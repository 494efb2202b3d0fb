using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Data;
using static Supervision.Supervisors.Roster.RosterRules;

namespace Supervision.Supervisors.Roster;

/// <summary>Checks of nomination and appointment against the whole roster, under its lock, which manual entry and import share.</summary>
internal sealed class RosterBook(SupervisorsDb db)
{
    public static string LockOf(string district) => $"roster/{district}";

    public async Task<Supervisor> NominateAsync(NominationRequest request, Caller by, DateTimeOffset now, CancellationToken ct, string? importKey = null)
    {
        var name = request.Name;
        if (request.UserId is { } user) name = await RequireFreeAsync(by.District, user, ct) is { } account && name is null ? account : name;
        if (name is null) throw new RequestProblem(StatusCodes.Status400BadRequest, "request.invalid");
        var nomination = new Nomination(name, request.Sector, request.Contact, request.ProposedBy, request.Criteria);
        var supervisor = Supervisor.Nominate(by.District, nomination, request.UserId, by, now, importKey);
        db.Add(RosterEvent.Of(supervisor, RosterStep.Nominated, null, by.UserId, now));
        return supervisor;
    }

    /// <summary>Checks that the account is an active one of the conference, and not taken by anybody else on the roster.</summary>
    /// <returns>The account's name.</returns>
    /// <exception cref="RuleViolation">supervisor.account_unfit, supervisor.account_taken</exception>
    public async Task<string> RequireFreeAsync(string district, Guid user, CancellationToken ct)
    {
        var name = await db.People.Where(p => p.UserId == user && p.District == district && p.Body == Bodies.Cppcc && p.Active).Select(p => p.Name).SingleOrDefaultAsync(ct);
        Require(name is not null, AccountUnfit);
        Require(!await db.Set<Supervisor>().AnyAsync(s => s.District == district && s.UserId == user, ct), AccountTaken);
        return name!;
    }

    /// <exception cref="RuleViolation">supervisor.roster_full, and the ones of <see cref="Supervisor.Appoint"/></exception>
    public async Task<IReadOnlyList<IIntegrationEvent>> AppointAsync(
        Supervisor supervisor, AppointmentRequest request, Caller by, DateTimeOffset now, CancellationToken ct)
    {
        supervisor.RequireAppointable(request.From, request.Until, DistrictTime.DayAt(now));
        var again = supervisor.Until is not null;
        if (!supervisor.IsOnRoster)
        {
            var capacity = await CapacityAsync(by.District, ct);
            Require(await CountAsync(ct) < capacity, RosterFull, capacity);
        }

        var year = DistrictTime.YearAt(now);
        var next = await db.NextNumberAsync(by.District, Series.Appointment, year, ct);
        var number = string.Create(CultureInfo.InvariantCulture, $"〔{year}〕{next}号");
        var facts = supervisor.Appoint(number, request.From, request.Until, request.Decision, now);
        db.Add(new Appointment
        {
            Id = Guid.CreateVersion7(now),
            District = by.District,
            SupervisorId = supervisor.Id,
            Number = number,
            From = request.From,
            Until = request.Until,
            Decision = request.Decision,
            By = by.UserId,
            At = now,
        });
        db.Add(RosterEvent.Of(supervisor, again ? RosterStep.Reappointed : RosterStep.Appointed, null, by.UserId, now));
        return facts;
    }

    public async Task<int> CapacityAsync(string district, CancellationToken ct) =>
        await db.Set<RosterSettings>().Where(s => s.District == district).Select(s => (int?)s.Capacity).SingleOrDefaultAsync(ct) ?? RosterSettings.UsualCapacity;

    /// <summary>How many people of the caller's district are on the roster; also available to those who may not read it.</summary>
    public Task<int> CountAsync(CancellationToken ct) => db.Database.SqlQuery<int>($"select app_on_roster() as \"Value\"").SingleAsync(ct);
}
