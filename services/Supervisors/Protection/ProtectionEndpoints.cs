using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Documents;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Field;
using static Supervision.Supervisors.Field.FieldRules;

namespace Supervision.Supervisors.Protection;

/// <summary>
/// Protection (R22): from the supervisor straight to the commission's leader. No response of these endpoints is kept, exported or counted.
/// </summary>
internal static class ProtectionEndpoints
{
    static readonly Role[] Commission = [Discipline.Leader, Discipline.Handler];

    public static void MapProtection(this RouteGroupBuilder supervisors)
    {
        var cases = supervisors.MapGroup("/protection").WithTags("Protection");
        cases.MapGet("/", ListAsync).WithName("ListProtectionCases").WithSummary("The caller's own cases; all for the commission's leaders, assigned ones for a handler.");
        cases.MapGet("/watch", WatchAsync).RequireRole(Discipline.Leader)
            .WithName("WatchReporters").WithSummary("What supervisors with an open or recent case lost early: a posting, a team, the term.");
        cases.MapPut("/{id:guid}", ReportAsync).RequireRole(Cppcc.Supervisor, Cppcc.Member)
            .WithName("ReportForProtection").WithSummary("Reports obstruction or retaliation, under an id the caller made; a repeat counts once.");
        cases.MapGet("/{id:guid}", GetAsync).WithName("GetProtectionCase").WithSummary("A case, for those who may see it.");
        cases.MapPost("/{id:guid}/supplements", SupplementAsync).RequireRole(Cppcc.Supervisor, Cppcc.Member)
            .WithName("SupplementProtectionCase").WithSummary("The reporter adds to it.");
        cases.MapPost("/{id:guid}/accept", AcceptAsync).RequireRole(Discipline.Leader).WithName("AcceptProtectionCase").WithSummary("A leader accepts it.");
        cases.MapPost("/{id:guid}/assign", AssignAsync).RequireRole(Discipline.Leader)
            .WithName("AssignProtectionCase").WithSummary("A leader assigns it to a handler; a former handler no longer sees it.");
        cases.MapPost("/{id:guid}/investigate", InvestigateAsync).RequireRole(Discipline.Handler)
            .WithName("InvestigateProtectionCase").WithSummary("The assigned handler starts.");
        cases.MapPost("/{id:guid}/notes", NoteAsync).RequireRole(Commission).WithName("NoteOnProtectionCase").WithSummary("Adds the commission's own note.");
        cases.MapPost("/{id:guid}/notices", InvolveAsync).RequireRole(Commission)
            .WithName("InvolveDepartment").WithSummary("Asks another department to cooperate by a numbered notice that reveals nothing of the case.");
        cases.MapGet("/{id:guid}/notices/{number:int}/document", DocumentAsync).RequireRole(Commission)
            .WithName("GetCooperationNotice").WithSummary("The notice as a Word document; notices of a case are counted from 1.")
            .Produces<FileContentHttpResult>(contentType: OfficialDocument.ContentType);
        cases.MapPost("/{id:guid}/conclude", ConcludeAsync).RequireRole(Discipline.Leader)
            .WithName("ConcludeProtectionCase").WithSummary("A leader concludes it; the reporter sees the conclusion.");
    }

    static Task<Ok<IReadOnlyList<ProtectionRow>>> ListAsync([AsParameters] ProtectionCall call) => call.InMarkAsync(async c =>
    {
        var now = c.Clock.GetUtcNow();
        return TypedResults.Ok<IReadOnlyList<ProtectionRow>>([.. (await c.ListAsync()).Select(@case => ProtectionRow.For(@case, now))]);
    });

    static Task<Ok<IReadOnlyList<LossView>>> WatchAsync([AsParameters] ProtectionCall call, ReporterWatch watch) => call.InMarkAsync(async c =>
    {
        var now = c.Clock.GetUtcNow();
        List<LossView> losses = [];
        foreach (var @case in (await c.ListAsync()).Where(@case => @case.IsRecent(now)))
        {
            var watched = @case.Watch(await watch.RunningAsync(@case.District, @case.Reporter, now, c.Cancellation), FieldLabels.DayAt(now), now).Watched;
            losses.AddRange(from lost in watched
                            where lost.LostAt is not null
                            select new LossView(@case.Id, @case.Heading, @case.Reporter, @case.ReporterName, lost.Kind, lost.MatterId, lost.Name, lost.Until, lost.LostAt!.Value));
        }

        return TypedResults.Ok<IReadOnlyList<LossView>>(losses);
    });

    static Task<Results<Ok<ProtectionView>, Created<ProtectionView>>> ReportAsync(
        [AsParameters] ProtectionCall call, Guid id, ProtectionRequest request, ProtectionDeadlines deadlines, ReporterWatch watch) =>
        call.InMarkAsync<Results<Ok<ProtectionView>, Created<ProtectionView>>>(async c =>
        {
            await c.Db.LockMatterAsync($"sealed/{id}", c.Cancellation);
            var now = c.Clock.GetUtcNow();
            if (await c.FindAsync(id) is var (_, there))
            {
                Require((there.Kind, there.Heading, there.Account, there.Reporter) == (request.Kind, request.Heading, request.Account, c.Caller.UserId), ProtectionConflict);
                return TypedResults.Ok(ProtectionView.For(there, c.Caller, now));
            }

            var @case = new ProtectionCase
            {
                Id = id,
                District = c.Caller.District,
                Reporter = c.Caller.UserId,
                ReporterName = c.Caller.Name,
                Kind = request.Kind,
                Heading = request.Heading,
                Account = request.Account,
                ReportedAt = now,
                AcceptBy = deadlines.Accept(c.Caller.District, now),
                Watched = await watch.RunningAsync(c.Caller.District, c.Caller.UserId, now, c.Cancellation),
            };
            var row = new SealedCase { Id = id, District = @case.District, Marks = c.Marks(@case), Content = c.Sealing.Seal(@case) };
            c.Db.Add(row);
            c.Db.Enqueue(ProtectionCall.Notice(@case.District, [], [Discipline.Leader], now));
            await c.Db.SaveChangesAsync(c.Cancellation);
            c.Http.SetEntityTag(row.Version);
            return TypedResults.Created($"/api/supervisors/protection/{id}", ProtectionView.For(@case, c.Caller, now));
        });

    static Task<Results<Ok<ProtectionView>, NotFound>> GetAsync([AsParameters] ProtectionCall call, Guid id) =>
        call.InMarkAsync<Results<Ok<ProtectionView>, NotFound>>(async c =>
        {
            if (await c.FindAsync(id) is not var (row, @case)) return TypedResults.NotFound();
            c.Http.SetEntityTag(row.Version);
            return TypedResults.Ok(ProtectionView.For(@case, c.Caller, c.Clock.GetUtcNow()));
        });

    static Task<Results<Ok<ProtectionView>, NotFound>> SupplementAsync([AsParameters] ProtectionCall call, Guid id, ProtectionTextRequest request) =>
        call.RunAsync(id, (c, @case, now) => Task.FromResult(@case.Supplement(request.Text, c.Caller, now)), @case => @case.Handler is { } handler ? [handler] : []);

    static Task<Results<Ok<ProtectionView>, NotFound>> AcceptAsync([AsParameters] ProtectionCall call, Guid id, ProtectionDeadlines deadlines) =>
        call.RunAsync(id, (c, @case, now) => Task.FromResult(@case.Accept(deadlines.Conclude(@case.District, now), c.Caller, now)), @case => [@case.Reporter]);

    static Task<Results<Ok<ProtectionView>, NotFound>> AssignAsync([AsParameters] ProtectionCall call, Guid id, ProtectionAssignRequest request) =>
        call.RunAsync(
            id, async (c, @case, _) => @case.Assign(await c.Db.People.AsNoTracking().SingleOrDefaultAsync(p => p.UserId == request.Handler, c.Cancellation), c.Caller),
            @case => [@case.Handler!.Value]);

    static Task<Results<Ok<ProtectionView>, NotFound>> InvestigateAsync([AsParameters] ProtectionCall call, Guid id) =>
        call.RunAsync(id, (c, @case, now) => Task.FromResult(@case.Investigate(c.Caller, now)), @case => [@case.Reporter]);

    static Task<Results<Ok<ProtectionView>, NotFound>> NoteAsync([AsParameters] ProtectionCall call, Guid id, ProtectionTextRequest request) =>
        call.RunAsync(id, (c, @case, now) => Task.FromResult(@case.Note(request.Text, c.Caller, now)));

    static Task<Results<Ok<ProtectionView>, NotFound>> InvolveAsync([AsParameters] ProtectionCall call, Guid id, ProtectionNoticeRequest request) =>
        call.RunAsync(id, async (c, @case, now) =>
        {
            var year = FieldLabels.DayAt(now).Year;
            var number = await c.Db.NextNumberAsync(@case.District, Series.Cooperation, year, c.Cancellation);
            return @case.Involve($"〔{year}〕{number}号", request.Department, c.Caller, now);
        });

    static Task<Results<FileContentHttpResult, NotFound>> DocumentAsync([AsParameters] ProtectionCall call, Guid id, int number, DistrictNames districts) =>
        call.InMarkAsync<Results<FileContentHttpResult, NotFound>>(async c =>
        {
            if (c.Caller.Body != Bodies.Discipline || await c.FindAsync(id) is not var (_, @case) || number < 1 || number > @case.Notices.Count) return TypedResults.NotFound();
            c.Http.Response.Headers.CacheControl = "private, no-store";
            var notice = @case.Notices[number - 1];
            return TypedResults.File(NoticeDocument.Write(notice, @case.District, districts), OfficialDocument.ContentType, $"协作通知{notice.Number}.docx");
        });

    static Task<Results<Ok<ProtectionView>, NotFound>> ConcludeAsync([AsParameters] ProtectionCall call, Guid id, ProtectionConcludeRequest request) =>
        call.RunAsync(
            id, (c, @case, now) => Task.FromResult(@case.Conclude(request.Conclusion, c.Caller, now)),
            @case => @case.Handler is { } handler ? [@case.Reporter, handler] : [@case.Reporter]);
}
