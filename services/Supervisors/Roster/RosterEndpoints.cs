using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Calls;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Sectors;

namespace Supervision.Supervisors.Roster;

/// <summary>Nomination, appointment and standing of supervisors (R14).</summary>
internal static class RosterEndpoints
{
    public static void MapRoster(this RouteGroupBuilder supervisors)
    {
        var roster = supervisors.MapGroup("/roster").WithTags("Roster");
        roster.MapGet("/{id:guid}", GetAsync).WithName("GetSupervisor").WithSummary("A supervisor.");
        roster.MapGet("/{id:guid}/history", HistoryAsync).WithName("GetSupervisorHistory").WithSummary("Letters of appointment and steps of a supervisor.");
        roster.MapPost("/", NominateAsync).RequireRole(Cppcc.Office).WithIdempotency<SupervisorsDb>()
            .WithName("NominateSupervisor").WithSummary("Nominates somebody, with or without an account.");
        roster.MapPut("/{id:guid}", ChangeAsync).RequireRole(Cppcc.Office)
            .WithName("ChangeSupervisor").WithSummary("Changes a nomination; for an appointed supervisor only the contact. If-Match is checked when given.");
        roster.MapPost("/{id:guid}/link", LinkAsync).RequireRole(Cppcc.Office)
            .WithName("LinkSupervisor").WithSummary("Links a person to the account they now have.");
        roster.MapPost("/{id:guid}/decline", DeclineAsync).RequireRole(Cppcc.Office).WithName("DeclineNomination").WithSummary("Declines a nomination.");
        roster.MapPost("/{id:guid}/appoint", AppointAsync).RequireRole(Cppcc.Office)
            .WithName("AppointSupervisor").WithSummary("Appoints for a first or further term, under the next letter number.");
        roster.MapPost("/{id:guid}/suspend", SuspendAsync).RequireRole(Cppcc.Office, Cppcc.Chair)
            .WithName("SuspendSupervisor").WithSummary("Suspends: the account loses the role at once.");
        roster.MapPost("/{id:guid}/reinstate", ReinstateAsync).RequireRole(Cppcc.Office, Cppcc.Chair)
            .WithName("ReinstateSupervisor").WithSummary("Ends a suspension.");
        roster.MapPost("/{id:guid}/end", EndAsync).RequireRole(Cppcc.Office, Cppcc.Chair)
            .WithName("EndSupervisor").WithSummary("Ends the service before the end of the term.");
    }

    static async Task<Results<Ok<SupervisorView>, NotFound>> GetAsync([AsParameters] RecordCall call, Guid id)
    {
        if (await call.SupervisorAsync(id) is not { } supervisor) return TypedResults.NotFound();
        call.Http.SetEntityTag(supervisor.Version);
        return TypedResults.Ok(SupervisorView.For(supervisor));
    }

    static async Task<Results<Ok<SupervisorHistory>, NotFound>> HistoryAsync([AsParameters] RecordCall call, Guid id)
    {
        if (await call.SupervisorAsync(id) is null) return TypedResults.NotFound();
        var letters = await call.Db.Set<Appointment>().AsNoTracking().Where(a => a.SupervisorId == id).OrderBy(a => a.Id)
            .Select(a => new AppointmentView(a.Number, a.From, a.Until, a.Decision, a.By, a.At)).ToListAsync(call.Cancellation);
        var steps = await call.Db.Set<RosterEvent>().AsNoTracking().Where(e => e.SupervisorId == id).OrderBy(e => e.Id)
            .Select(e => new RosterEventView(e.Step, e.Why, e.By, e.At)).ToListAsync(call.Cancellation);
        return TypedResults.Ok(new SupervisorHistory(letters, steps));
    }

    static async Task<Results<Created<SupervisorView>, NotFound>> NominateAsync(
        [AsParameters] RecordCall call, NominationRequest request, SectorList sectors, RosterBook book)
    {
        await sectors.CheckAsync(call.Caller.District, request.Sector, call.Cancellation);
        return await call.CreateAsync<Supervisor, SupervisorView>(
            RosterBook.LockOf(call.Caller.District),
            async (_, now) => (await book.NominateAsync(request, call.Caller, now, call.Cancellation), []),
            SupervisorView.For, supervisor => $"/api/supervisors/roster/{supervisor.Id}");
    }

    static async Task<Results<Ok<SupervisorView>, NotFound>> ChangeAsync(
        [AsParameters] RecordCall call, Guid id, NominationRequest request, SectorList sectors)
    {
        await sectors.CheckAsync(call.Caller.District, request.Sector, call.Cancellation);
        return await call.OnRosterAsync(id, (supervisor, _) =>
        {
            supervisor.Change(new(request.Name ?? supervisor.Name, request.Sector, request.Contact, request.ProposedBy, request.Criteria));
            return Task.FromResult<IReadOnlyList<IIntegrationEvent>>([]);
        });
    }

    static Task<Results<Ok<SupervisorView>, NotFound>> LinkAsync([AsParameters] RecordCall call, Guid id, LinkRequest request, RosterBook book) =>
        call.OnRosterAsync(id, async (supervisor, now) =>
        {
            await book.RequireFreeAsync(call.Caller.District, request.UserId, call.Cancellation);
            var facts = supervisor.Link(request.UserId, now);
            call.Note(supervisor, RosterStep.Linked, null, now);
            return facts;
        });

    static Task<Results<Ok<SupervisorView>, NotFound>> DeclineAsync([AsParameters] RecordCall call, Guid id, ReasonRequest request) =>
        call.OnRosterAsync(id, (supervisor, now) =>
        {
            supervisor.Decline(request.Reason);
            call.Note(supervisor, RosterStep.Declined, request.Reason, now);
            return Task.FromResult<IReadOnlyList<IIntegrationEvent>>([]);
        });

    static Task<Results<Ok<SupervisorView>, NotFound>> AppointAsync([AsParameters] RecordCall call, Guid id, AppointmentRequest request, RosterBook book) =>
        call.OnRosterAsync(id, (supervisor, now) => book.AppointAsync(supervisor, request, call.Caller, now, call.Cancellation));

    static Task<Results<Ok<SupervisorView>, NotFound>> SuspendAsync([AsParameters] RecordCall call, Guid id, ReasonRequest request) =>
        call.StandAsync(id, RosterStep.Suspended, request.Reason, (supervisor, now) => supervisor.Suspend(now));

    static Task<Results<Ok<SupervisorView>, NotFound>> ReinstateAsync([AsParameters] RecordCall call, Guid id, ReasonRequest request) =>
        call.StandAsync(id, RosterStep.Reinstated, request.Reason, (supervisor, now) => supervisor.Reinstate(now));

    static Task<Results<Ok<SupervisorView>, NotFound>> EndAsync([AsParameters] RecordCall call, Guid id, ReasonRequest request) =>
        call.StandAsync(id, RosterStep.Ended, request.Reason, (supervisor, now) => supervisor.End(now));
}

internal static class RosterCalls
{
    public static Task<Supervisor?> SupervisorAsync(this RecordCall call, Guid id) =>
        call.Db.Set<Supervisor>().Where(call.Access.Readable(call.Caller)).SingleOrDefaultAsync(s => s.Id == id, call.Cancellation);

    /// <summary>Changes a district's roster one at a time, so that its capacity cannot be exceeded concurrently.</summary>
    public static Task<Results<Ok<SupervisorView>, NotFound>> OnRosterAsync(
        this RecordCall call, Guid id, Func<Supervisor, DateTimeOffset, Task<IReadOnlyList<IIntegrationEvent>>> command) =>
        call.RunAsync(RosterBook.LockOf(call.Caller.District), asked => asked.SupervisorAsync(id), command, SupervisorView.For);

    public static Task<Results<Ok<SupervisorView>, NotFound>> StandAsync(
        this RecordCall call, Guid id, RosterStep step, string why, Func<Supervisor, DateTimeOffset, IReadOnlyList<IIntegrationEvent>> command) =>
        call.OnRosterAsync(id, (supervisor, now) =>
        {
            var facts = command(supervisor, now);
            call.Note(supervisor, step, why, now);
            return Task.FromResult(facts);
        });

    public static void Note(this RecordCall call, Supervisor supervisor, RosterStep step, string? why, DateTimeOffset now) =>
        call.Db.Add(RosterEvent.Of(supervisor, step, why, call.Caller.UserId, now));
}
